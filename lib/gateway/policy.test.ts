import { describe, expect, test } from "vitest";
import { policyFrom } from "./policy.ts";

const NONE = { hub: null, emailHint: null, families: [], problems: [] };
const idsOf = (managed: unknown) => policyFrom(managed).families.map(({ id }) => id);

describe("a company's policy", () => {
  test.each([
    ["nothing", {}],
    ["no object", "hubUrl"],
    ["null", null],
    ["what a later version knows", { colour: "blue" }],
  ])("of %s says nothing", (_what, managed) => expect(policyFrom(managed)).toEqual(NONE));

  test.each([
    ["https://leadside.acme.example", "https://leadside.acme.example"],
    [" https://Leadside.ACME.example/ ", "https://leadside.acme.example"],
    ["https://acme.example:8443/leadside//", "https://acme.example:8443/leadside"],
    ["http://127.0.0.1:8787", "http://127.0.0.1:8787"],
    ["http://localhost:8787/", "http://localhost:8787"],
  ])("with hubUrl %s names %s", (hubUrl, hub) => {
    expect(policyFrom({ hubUrl })).toEqual({ ...NONE, hub });
  });

  test.each([
    "http://leadside.acme.example",
    "leadside.acme.example",
    "javascript://leadside",
    "https://sam:secret@leadside.acme.example",
    "https://leadside.acme.example/?a=b",
    "https://leadside.acme.example/join#code",
    "",
    7,
  ])("with hubUrl %s says that it is left out", (hubUrl) => {
    const { hub, problems } = policyFrom({ hubUrl });
    expect(hub).toBeNull();
    expect(problems).toEqual([expect.stringContaining("hubUrl")]);
  });

  test.each([
    [true, true, 0],
    [false, false, 0],
    ["false", false, 1],
    [0, false, 1],
  ])("with emailHint %j lets the page be read: %j", (emailHint, may, faults) => {
    const policy = policyFrom({ emailHint });
    expect(policy.emailHint).toBe(may);
    expect(policy.problems).toHaveLength(faults);
  });

  test("names families by id or by pattern, each once, without those that come with the extension", () => {
    const hosts = [
      "salesforce-defender",
      "https://*.my.salesforce.com.mcas.ms/*",
      " Salesforce-China ",
      "salesforce",
      "https://*.my.salesforce.com/*",
    ];
    expect(idsOf({ hosts })).toEqual(["salesforce-defender", "salesforce-china"]);
    expect(policyFrom({ hosts }).problems).toEqual([]);
  });

  test("keeps what is right beside what is wrong, and never a host of its own", () => {
    const managed = { hubUrl: "https://leadside.acme.example", hosts: ["*://*/*", 3, "salesforce-china"] };
    const { hub, problems } = policyFrom(managed);
    expect(hub).toBe("https://leadside.acme.example");
    expect(idsOf(managed)).toEqual(["salesforce-china"]);
    expect(problems).toHaveLength(2);
    expect(policyFrom({ hosts: "salesforce-china" }).families).toEqual([]);
  });
});
