import { describe, expect, it } from "vitest";
import { companyOfGroup, companyOfTraits, comparableCompanyName, saidFacts } from "./said-facts.ts";

describe("what an identify says of a person", () => {
  it.each([
    ["nothing", {}, {}],
    ["a name", { name: " Maya Okafor " }, { name: "Maya Okafor" }],
    ["a name in parts", { firstName: "Maya", last_name: "Okafor" }, { name: "Maya Okafor" }],
    ["half a name", { firstName: "Maya" }, { name: "Maya" }],
    ["titles by their usual names", { jobTitle: "VP Data" }, { title: "VP Data" }],
    [
      "stage and owner",
      { lifecycle_stage: "evaluating", salesOwner: "dana@acme.example" },
      { stage: "evaluating", sales_owner: "dana@acme.example" },
    ],
    ["a company as text", { company: "Initech" }, { company: "Initech" }],
    ["a company as object", { company: { name: "Initech" } }, { company: "Initech" }],
    ["unsubscribed, and not", { unsubscribed: true }, { unsubscribed: "true" }],
    ["subscribed", { email_opt_out: false }, { unsubscribed: "false" }],
    ["unknown is not false", { unsubscribed: "maybe", name: "", title: null, stage: {} }, {}],
  ])("%s", (_case, traits, facts) => {
    expect(saidFacts(traits)).toEqual(facts);
  });
});

describe("the company that is spoken of", () => {
  const none = { domain: undefined, groupId: undefined, name: undefined, facts: {} };
  it.each([
    ["none", {}, undefined],
    ["by name", { company: "Initech" }, { ...none, name: "Initech", facts: { name: "Initech" } }],
    [
      "in full",
      {
        company: {
          name: "Initech",
          domain: "https://www.initech.com",
          industry: "Software",
          employees: 120,
          country: "DE",
          id: 7,
        },
      },
      {
        domain: "initech.com",
        groupId: "7",
        name: "Initech",
        facts: { name: "Initech", industry: "Software", employees: "120", country: "DE" },
      },
    ],
    [
      "with a domain that is free mail's",
      { company: { name: "Me", domain: "gmail.com" } },
      { ...none, name: "Me", facts: { name: "Me" } },
    ],
    ["by domain alone", { companyDomain: "initech.com" }, { ...none, domain: "initech.com" }],
  ])("%s", (_case, traits, company) => {
    expect(companyOfTraits(traits)).toEqual(company);
  });

  it("of a group call", () => {
    expect(
      companyOfGroup("g", {
        name: "Initech",
        website: "initech.com",
        address: { country: "DE" },
        employee_count: "50",
      }),
    ).toEqual({
      domain: "initech.com",
      groupId: "g",
      name: "Initech",
      facts: { name: "Initech", employees: "50", country: "DE" },
    });
    expect(companyOfGroup(undefined, { name: "Initech" })).toBeUndefined();
  });

  it.each([
    [" Initech  GmbH ", "initech gmbh"],
    ["ＩＮＩＴＥＣＨ", "initech"],
    ["\ufdfa".repeat(200), expect.stringMatching(/^.{200}$/u)],
  ])("%.20s is compared as %s", (name, comparable) => {
    expect(comparableCompanyName(name)).toEqual(comparable);
  });
});
