import { describe, expect, test } from "vitest";
import type { Condition, Conditions } from "./condition.ts";
import { conditionWords, guidanceWords, missingWords, undecidedWords } from "./condition-words.ts";

const PRICING = "9a6a4c3e-6f0a-4f43-8f3b-0a4f6d3c2b11";
const titles = new Map([[PRICING, "Pricing sheet"]]);

const cases: readonly [Condition, string, string, string][] = [
  [
    { fact: "role", seniority: ["vice_president", "head"], fields: ["data"] },
    "VP or head of data",
    "are VP or head of data",
    "they are VP or head of data",
  ],
  [
    { fact: "role", fields: ["it", "security"] },
    "people in IT or security",
    "work in IT or security",
    "they work in IT or security",
  ],
  [
    { fact: "role", seniority: ["chief"], fields: ["finance"] },
    "C-level in finance",
    "are C-level in finance",
    "they are C-level in finance",
  ],
  [
    { fact: "title", any: ["platform"] },
    "people with “platform” in their title",
    "have “platform” in their title",
    "they have “platform” in their title",
  ],
  [
    { fact: "stage", any: ["Evaluation"] },
    "people who are at Evaluation",
    "are at Evaluation",
    "they are at Evaluation",
  ],
  [
    { fact: "stage", any: ["Evaluation"], within: 30 },
    "people who moved to Evaluation within 30 days",
    "moved to Evaluation within 30 days",
    "they moved to Evaluation within 30 days",
  ],
  [
    { fact: "stage", any: ["Closed", "Lost"], not: true },
    "people who are not at Closed or Lost",
    "are not at Closed or Lost",
    "they are not at Closed or Lost",
  ],
  [
    { fact: "did", kinds: ["page_viewed", "content_viewed"], about: ["pricing"] },
    "people who read pricing",
    "read pricing",
    "they read pricing",
  ],
  [
    { fact: "did", kinds: ["demo_requested", "meeting_booked"], within: 1, least: 2 },
    "people who asked for a demo or booked a meeting at least twice within a day",
    "asked for a demo or booked a meeting at least twice within a day",
    "they asked for a demo or booked a meeting at least twice within a day",
  ],
  [{ fact: "said", any: ["Contoso"] }, "people who said “Contoso”", "said “Contoso”", "they said “Contoso”"],
  [
    { fact: "industry", any: ["Logistics"] },
    "people in Logistics",
    "work in Logistics",
    "they work in Logistics",
  ],
  [{ fact: "country", any: ["Germany"] }, "people in Germany", "are in Germany", "they are in Germany"],
  [
    { fact: "employees", from: 200, to: 1000 },
    "companies of 200 to 1,000 people",
    "work at a company of 200 to 1,000 people",
    "they work at a company of 200 to 1,000 people",
  ],
  [
    { fact: "asset", was: "sent", ids: [PRICING] },
    "people who were sent Pricing sheet",
    "were sent Pricing sheet",
    "Pricing sheet was sent",
  ],
  [
    { fact: "asset", was: "read", ids: [PRICING], within: 90 },
    "people who read Pricing sheet within 90 days",
    "read Pricing sheet within 90 days",
    "Pricing sheet was read within 90 days",
  ],
  [{ fact: "unsubscribed" }, "people who unsubscribed", "unsubscribed", "they unsubscribed"],
];

describe("a condition in each part of the sentence", () => {
  test.each(cases)("%j", (condition, to, when, except) => {
    expect(conditionWords(condition, "to", titles)).toBe(to);
    expect(conditionWords(condition, "when", titles)).toBe(when);
    expect(conditionWords(condition, "except", titles)).toBe(except);
  });

  test("an asset that is gone", () => {
    expect(conditionWords({ fact: "asset", was: "sent", ids: [PRICING] }, "when", new Map())).toBe(
      "were sent content that is gone",
    );
  });
});

const role: Condition = { fact: "role", seniority: ["vice_president", "head"], fields: ["data"] };
const stage: Condition = { fact: "stage", any: ["Evaluation"] };
const read: Condition = { fact: "did", kinds: ["page_viewed"], about: ["pricing"] };
const how = { openWith: "", show: "", ask: "", nextStep: "" };

describe("guidance as one sentence", () => {
  test("whole", () => {
    const conditions: Conditions = {
      to: [role, { fact: "industry", any: ["Logistics"] }],
      joint: "and",
      when: [read, stage],
      except: [
        { fact: "asset", was: "sent", ids: [PRICING] },
        { fact: "said", any: ["Contoso"] },
      ],
    };
    expect(guidanceWords({ conditions, toGet: "a technical call", noException: false, how }, titles)).toEqual(
      {
        whenToUse:
          "VP or head of data in Logistics, when they read pricing and are at Evaluation, to get a technical call",
        whenNotToUse: "When Pricing sheet was sent, or they said “Contoso”",
      },
    );
  });

  test("parts of it", () => {
    const conditions = { to: [], joint: "or" as const, when: [read, stage], except: [] };
    expect(guidanceWords({ conditions, toGet: "", noException: true, how }, titles)).toEqual({
      whenToUse: "When they read pricing or are at Evaluation",
      whenNotToUse: "No exception known",
    });
    expect(
      guidanceWords({ conditions: { ...conditions, when: [] }, toGet: "", noException: false, how }, titles),
    ).toEqual({ whenToUse: "Everybody" });
  });
});

describe("what cannot be decided", () => {
  test("one, several, and an exception", () => {
    const none = { to: [], joint: "and" as const, when: [], except: [] };
    expect(undecidedWords({ ...none, when: [stage] }, ["stage"], titles)).toBe(
      "Fits if they are at Evaluation (stage not known)",
    );
    expect(undecidedWords({ ...none, to: [role], when: [stage] }, ["stage", "role"], titles)).toBe(
      "Fits if they are VP or head of data and are at Evaluation (role and stage not known)",
    );
    expect(undecidedWords({ ...none, except: [stage] }, ["stage"], titles)).toBe(
      "Fits unless they are at Evaluation (stage not known)",
    );
    expect(undecidedWords({ ...none, when: [read] }, ["tool"], titles)).toBe(
      "Fits if they read pricing (no tool is connected)",
    );
  });

  test("by what", () => {
    expect(missingWords(["size", "role", "history"])).toBe(
      "role and company size not known, only their newest history is looked at",
    );
  });
});
