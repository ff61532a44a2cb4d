import { describe, expect, test } from "vitest";
import { addressOf, families, familyAt, familyById, familyNamed, hostsOf, recognise } from "./hosts.ts";
import { orgOf } from "./registry.ts";

const seen = (text: string) => {
  const found = recognise(text);
  if (found.kind === "family") return [found.family.id, found.org];
  return found.kind === "unknown" ? ["unknown", found.host] : [found.kind];
};

describe("an address of a CRM", () => {
  test.each([
    ["https://acme.lightning.force.com/lightning/r/Lead/00Q000000000001EAA/view", "salesforce", "acme"],
    ["acme.my.salesforce.com", "salesforce", "acme"],
    ["https://acme.my.salesforce-setup.com/lightning/setup/SetupOneHome/home", "salesforce", null],
    ["https://acme--pkg.vf.force.com/apex/Page", "salesforce", null],
    [
      " <https://acme.lightning.force.com.mcas.ms/lightning/page/home?McasTsid=1> ",
      "salesforce-defender",
      "acme",
    ],
    ["ACME--UAT.sandbox.my.salesforce.com.mcas.ms/00Q", "salesforce-defender", "acme--uat.sandbox"],
    ["https://login.salesforce.com.mcas.ms/", "salesforce-defender", null],
    ["https://acme.lightning.crmforce.mil/one/one.app", "salesforce-government", "acme"],
    ["acme.lightning.force.mil", "salesforce-government", "acme"],
    ["acme.my.salesforce.mil.", "salesforce-government", "acme"],
    ["https://acme.lightning.sfcrmapps.cn:443/lightning/o/Lead/list", "salesforce-china", "acme"],
    ["acme.my.sfcrmproducts.cn", "salesforce-china", "acme"],
    ["acme.setup.sfcrmproducts.cn", "salesforce-china", null],
  ])("%s is of %s, org %s", (text, family, org) => expect(seen(text)).toEqual([family, org]));

  test.each([
    ["https://app.hubspot.com/contacts/1", "app.hubspot.com"],
    ["https://acme.lightning.force.com.evil.example/", "acme.lightning.force.com.evil.example"],
    ["https://evil.mcas.ms/", "evil.mcas.ms"],
    ["notsalesforce.com", "notsalesforce.com"],
    ["http://127.0.0.1:8787/join#x", "127.0.0.1"],
    ["https://acme.lightning.force.com@evil.example/", "evil.example"],
  ])("%s is of nobody that we know", (text, host) => expect(seen(text)).toEqual(["unknown", host]));

  test.each([
    "",
    "   ",
    "my CRM",
    "salesforce",
    "javascript:alert(1)",
    "file:///etc/hosts",
    "https://",
    "a@b",
  ])("“%s” is none", (text) => expect(seen(text)).toEqual(["no_address"]));
});

describe("the families", () => {
  test.each(families.flatMap(({ id, patterns }) => hostsOf(patterns).map((host) => [id, host] as const)))(
    "%s has the records at %s, its patterns and the org's reader agree",
    (id, host) => {
      expect(orgOf(`https://acme.${host}`)).toBe("acme");
      expect(familyAt(`https://acme.${host}`)?.id).toBe(id);
      expect(seen(`https://acme.${host}/`)).toEqual([id, "acme"]);
      expect(familyAt(`http://acme.${host}`)).toBeNull();
      expect(familyAt(`https://acme.${host}.evil.example`)).toBeNull();
      const record = { crm: "salesforce", org: "acme", object: "Lead", id: "00Q000000000001EAA" };
      expect(familyAt(new URL(addressOf(record, `https://acme.${host}`) ?? "").origin)?.id).toBe(id);
    },
  );

  test("ask for single hosts by https, never for a whole domain", () => {
    for (const pattern of families.flatMap(({ patterns }) => patterns)) {
      expect(pattern).toMatch(/^https:\/\/\*\.(lightning|my)\.[a-z.]+\/\*$/);
    }
  });

  test("are named by id or pattern", () => {
    expect(familyNamed("salesforce-china")).toBe(familyById("salesforce-china"));
    expect(familyNamed("https://*.my.salesforce.mil/*")?.id).toBe("salesforce-government");
    for (const none of ["", "*://*/*", "https://*.evil.example/*", "salesforce-mars"]) {
      expect(familyNamed(none)).toBeNull();
    }
  });

  test("a record of another CRM has no address", () => {
    expect(addressOf({ crm: "other", org: "acme", object: "Lead", id: "1" })).toBeNull();
  });
});
