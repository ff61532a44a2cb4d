import { describe, expect, it } from "vitest";
import {
  companyOfGroup,
  companyOfTraits,
  comparableCompanyName,
  saidFacts,
  saysSubscribed,
} from "./said-facts.ts";

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
    ["unsubscribed in words", { unsubscribed: "Yes" }, { unsubscribed: "true" }],
    ["unsubscribed as text", { emailOptOut: "true" }, { unsubscribed: "true" }],
    ["unsubscribed as a number", { unsubscribed: 1 }, { unsubscribed: "true" }],
    ["not unsubscribed, as text", { HasOptedOutOfEmail: " FALSE " }, { unsubscribed: "false" }],
    ["a word for no company", { company: "N/A" }, {}],
    ["subscribed", { email_opt_out: false }, { unsubscribed: "false" }],
    ["unknown is not false", { unsubscribed: "maybe", name: "", title: null, stage: {} }, {}],
  ])("%s", (_case, traits, facts) => {
    expect(saidFacts(traits)).toEqual(facts);
  });
});

describe("an event that ends an unsubscription", () => {
  it.each([
    "Email Subscribed",
    "email_resubscribed",
    "EmailResubscribed",
    "Newsletter Subscribed",
    "Resubscribed",
    "Opted in to emails",
    "E-Mail Opted In",
  ])("%s", (event) => {
    expect(saysSubscribed(event)).toBe(true);
  });
  it.each(["Email Unsubscribed", "Subscribed", "Subscribed to Pro", "Plan Resubscribed", "SMS Subscribed"])(
    "%s is none",
    (event) => {
      expect(saysSubscribed(event)).toBe(false);
    },
  );
});

describe("the company that is spoken of", () => {
  const none = { domain: undefined, groupId: undefined, name: undefined, facts: {}, typed: true };
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
        typed: false,
      },
    ],
    [
      "with a domain that is free mail's",
      { company: { name: "Maya Ltd", domain: "gmail.com" } },
      { ...none, name: "Maya Ltd", facts: { name: "Maya Ltd" } },
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
      typed: false,
    });
    expect(companyOfGroup("g", { name: "N/A" })?.name).toBeUndefined();
    expect(companyOfGroup(undefined, { name: "Initech" })).toBeUndefined();
  });

  it.each([
    "n/a",
    "N.A.",
    " NA ",
    "none",
    "-",
    ".",
    "…",
    "Test",
    "Self",
    "Self-Employed",
    "freelance",
    "Unknown",
  ])("%s is none", (name) => {
    expect(companyOfTraits({ company: name })).toBeUndefined();
  });
  it.each(["Nabisco", "Test Rite", "3M", "Self Inc", "例え"])("%s is one", (name) => {
    expect(companyOfTraits({ company: name })?.name).toBe(name);
  });

  it.each([
    [" Initech  GmbH ", "initech gmbh"],
    ["ＩＮＩＴＥＣＨ", "initech"],
    ["\ufdfa".repeat(200), expect.stringMatching(/^.{200}$/u)],
  ])("%.20s is compared as %s", (name, comparable) => {
    expect(comparableCompanyName(name)).toEqual(comparable);
  });
});
