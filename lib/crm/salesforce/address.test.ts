import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RecordRef } from "../../contract/record.ts";
import { locate } from "./address.ts";
import { recordAddress } from "./record-address.ts";

const LEAD = "00Q000000000001EAA";
const LEAD_15 = "00Q000000000001";
const CONTACT = "003000000000001AAA";
const ACCOUNT = "001000000000001AAA";
const OPPORTUNITY = "006000000000001AAA";
const TASK = "00T000000000001AAA";
const enc = encodeURIComponent;
const inFragment = (value: unknown): string => enc(Buffer.from(JSON.stringify(value)).toString("base64"));

const HOSTS = [
  ["acme.lightning.force.com", "acme", false],
  ["acme.my.salesforce.com", "acme", false],
  ["acme--uat.sandbox.lightning.force.com", "acme--uat.sandbox", true],
  ["acme--uat.sandbox.my.salesforce.com", "acme--uat.sandbox", true],
  ["acme-dev-ed.develop.lightning.force.com", "acme-dev-ed.develop", false],
  ["acme.scratch.lightning.force.com", "acme.scratch", false],
  ["acme-dev-ed.trailblaze.lightning.force.com", "acme-dev-ed.trailblaze", false],
  ["acme.lightning.force.com.mcas.ms", "acme", false],
  ["acme--uat.sandbox.my.salesforce.com.mcas.ms", "acme--uat.sandbox", true],
  ["acme.lightning.crmforce.mil", "acme", false],
  ["acme.lightning.force.mil", "acme", false],
  ["acme--uat.sandbox.my.salesforce.mil", "acme--uat.sandbox", true],
  ["acme.lightning.sfcrmapps.cn", "acme", false],
  ["acme--uat.sandbox.my.sfcrmproducts.cn", "acme--uat.sandbox", true],
] as const;

/** What the form is, its path, and the object and id that it shows. */
const FORMS: readonly (readonly [string, string, string, string])[] = [
  ["record", `/lightning/r/Lead/${LEAD}/view`, "Lead", LEAD],
  ["record, 15 characters", `/lightning/r/Lead/${LEAD_15}/view`, "Lead", LEAD],
  ["record, folded", `/lightning/r/Lead/${LEAD.toLowerCase()}/view`, "Lead", LEAD],
  ["edit", `/lightning/r/Lead/${LEAD}/edit`, "Lead", LEAD],
  ["no page named", `/lightning/r/Contact/${CONTACT}`, "Contact", CONTACT],
  ["with a question", `/lightning/r/Lead/${LEAD}/view?channel=x&0.source=y`, "Lead", LEAD],
  ["id only", `/lightning/r/${LEAD}/view`, "Lead", LEAD],
  ["id only, 15 characters", `/lightning/r/${LEAD_15}/view`, "Lead", LEAD],
  ["another object named than the id says", `/lightning/r/Contact/${LEAD}/view`, "Lead", LEAD],
  ["related list", `/lightning/r/Lead/${LEAD}/related/OpenActivities/view`, "Lead", LEAD],
  ["related list, id only", `/lightning/r/${OPPORTUNITY}/related/X__r/view`, "Opportunity", OPPORTUNITY],
  ["account", `/lightning/r/Account/${ACCOUNT}/view`, "Account", ACCOUNT],
  [
    "console subtab of an account: the path is in front",
    `/lightning/r/Contact/${CONTACT}/view?ws=${enc(`/lightning/r/Account/${ACCOUNT}/view`)}`,
    "Contact",
    CONTACT,
  ],
  [
    "quick action with recordId",
    `/lightning/action/quick/Lead.Call?objectApiName=Lead&context=RECORD_DETAIL&recordId=${LEAD}`,
    "Lead",
    LEAD,
  ],
  [
    "quick action with backgroundContext only",
    `/lightning/action/quick/Global.SendEmail?backgroundContext=${enc(`/lightning/r/Contact/${CONTACT}/view`)}`,
    "Contact",
    CONTACT,
  ],
  [
    "new record over a lead",
    `/lightning/o/Task/new?count=1&backgroundContext=${enc(`/lightning/r/Lead/${LEAD}/view`)}`,
    "Lead",
    LEAD,
  ],
  ["custom app", `/lightning/app/06m000000000001AAA/r/Lead/${LEAD}/view`, "Lead", LEAD],
  ["custom app, by name", `/lightning/app/c__Sales/r/${LEAD}/view`, "Lead", LEAD],
  ["old one.app", `/one/one.app#/sObject/${LEAD}/view`, "Lead", LEAD],
  ["old one.app, 15 characters", `/one/one.app#/sObject/${LEAD_15}/view?t=1`, "Lead", LEAD],
  ["old one.app, related list", `/one/one.app#/sObject/${CONTACT}/rlName/Cases/view`, "Contact", CONTACT],
  [
    "old one.app, base64",
    `/one/one.app#${inFragment({ componentDef: "force:recordHome", attributes: { recordId: LEAD } })}`,
    "Lead",
    LEAD,
  ],
  [
    "old one.app, base64 of a Classic address",
    `/one/one.app#${inFragment({ componentDef: "one:alohaPage", attributes: { address: `/${LEAD_15}` } })}`,
    "Lead",
    LEAD,
  ],
  ["old one.app, Classic inside", `/one/one.app#/alohaRedirect/${LEAD}`, "Lead", LEAD],
  [
    "old one.app, Classic edit inside",
    `/one/one.app#/alohaRedirect/${LEAD}/e?retURL=%2F${LEAD}`,
    "Lead",
    LEAD,
  ],
  ["Classic", `/${LEAD}`, "Lead", LEAD],
  ["Classic, 15 characters", `/${LEAD_15}`, "Lead", LEAD],
  ["Classic edit", `/${LEAD}/e?retURL=%2F${LEAD}`, "Lead", LEAD],
  ["Classic console", `/console#${enc(`/${LEAD}`)}`, "Lead", LEAD],
  ["Classic console, plain", `/console#/${CONTACT}`, "Contact", CONTACT],
];

const NONE: readonly (readonly [string, string])[] = [
  ["list", "/lightning/o/Lead/list?filterName=Recent"],
  ["list by id", "/lightning/o/Lead/list?filterName=00B000000000001AAA"],
  ["object home", "/lightning/o/Lead/home"],
  ["pipeline", "/lightning/o/Opportunity/pipelineInspection"],
  ["home", "/lightning/page/home"],
  ["setup of a lead's field", `/lightning/setup/LeadFields/page?address=%2F${LEAD}`],
  ["task", `/lightning/r/Task/${TASK}/view`],
  [
    "console subtab of a task beside a lead",
    `/lightning/r/Task/${TASK}/view?ws=${enc(`/lightning/r/Lead/${LEAD}/view`)}`,
  ],
  ["wrong checksum", "/lightning/r/Lead/00Q000000000001AAB/view"],
  ["the popular false suffix", "/lightning/r/Lead/00Q000000000001AAA/view"],
  ["case that disagrees", "/lightning/r/Lead/00q000000000001EAA/view"],
  ["sixteen characters", "/lightning/r/Lead/00Q000000000001E/view"],
  ["Visualforce", `/apex/Page?id=${LEAD}`],
  ["Classic tab", "/00Q/o"],
  ["Classic home", "/home/home.jsp"],
  ["component", "/lightning/cmp/c__Thing"],
  ["new record over a list", "/lightning/o/Lead/new"],
  ["fragment that is no JSON", "/one/one.app#%%%"],
  [
    "background on another host",
    `/lightning/action/quick/Lead.X?backgroundContext=${enc(`https://evil.example/lightning/r/Lead/${LEAD}/view`)}`,
  ],
  [
    "background of another org",
    `/lightning/action/quick/Lead.X?backgroundContext=${enc(`https://other.lightning.force.com/lightning/r/Lead/${LEAD}/view`)}`,
  ],
  ["record of a deeper path", `/lightning/r/Lead/${LEAD}/view/more`],
];

describe("an address shows a record", () => {
  for (const [host, org, sandbox] of HOSTS) {
    test.each(FORMS)(`${host}: %s`, (_form, path, object, id) => {
      const place = locate(`https://${host}${path}`);
      expect(place).toEqual({
        record: { crm: "salesforce", org, object, id },
        sandbox,
        subject: object === "Lead" || object === "Contact" ? "person" : "later",
        label: object,
      });
      expect(RecordRef.safeParse(place?.record).success).toBe(true);
    });
    test.each(NONE)(`${host}: not for %s`, (_form, path) => {
      expect(locate(`https://${host}${path}`)).toBeNull();
    });
  }

  test.each([
    ["another host", `https://evil.example/lightning/r/Lead/${LEAD}/view`],
    ["no encryption", `http://acme.lightning.force.com/lightning/r/Lead/${LEAD}/view`],
    ["no address", "Lead"],
    ["a host that only begins alike", `https://acme.lightning.force.com.evil.example/${LEAD}`],
  ])("not for %s", (_what, href) => {
    expect(locate(href)).toBeNull();
  });

  test("is found again at the address that we make for it", () => {
    for (const [host] of HOSTS) {
      const place = locate(`https://${host}/lightning/r/Lead/${LEAD}/view`);
      expect(place && locate(recordAddress(place.record))).toEqual(place);
      expect(place && locate(recordAddress(place.record, `https://${host}`))).toEqual(place);
    }
  });

  test.each([
    ["acme.lightning.force.com", "acme.lightning.force.com"],
    ["acme.my.salesforce.com", "acme.lightning.force.com"],
    ["acme.lightning.force.com.mcas.ms", "acme.lightning.force.com.mcas.ms"],
    ["acme.my.salesforce.com.mcas.ms", "acme.lightning.force.com.mcas.ms"],
    ["acme.lightning.force.mil", "acme.lightning.force.mil"],
    ["acme.my.salesforce.mil", "acme.lightning.crmforce.mil"],
    ["acme.my.sfcrmproducts.cn", "acme.lightning.sfcrmapps.cn"],
    ["evil.example", "acme.lightning.force.com"],
  ])("from %s a record opens at %s", (host, opens) => {
    const record = { crm: "salesforce", org: "acme", object: "Lead", id: LEAD };
    expect(recordAddress(record, `https://${host}`)).toBe(`https://${opens}/lightning/r/Lead/${LEAD}/view`);
  });

  test("never throws, and never shows another org's record", () => {
    const paths = fc.oneof(
      fc.webPath(),
      fc.string().map((text) => `/lightning/r/${text}`),
      fc.string().map((text) => `/one/one.app#${text}`),
      fc
        .string()
        .map((text) => `/lightning/action/quick/x?backgroundContext=${enc(text)}&recordId=${enc(text)}`),
    );
    fc.assert(
      fc.property(paths, (path) => {
        const place = locate(`https://acme.lightning.force.com${path}`);
        expect(place === null || place.record.org === "acme").toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("ends when backgrounds nest without end", () => {
    let path = `/lightning/r/Lead/${LEAD}/view`;
    for (let depth = 0; depth < 8; depth += 1) {
      path = `/lightning/action/quick/Lead.X?backgroundContext=${enc(path)}`;
    }
    expect(locate(`https://acme.lightning.force.com${path}`)).toBeNull();
  });
});
