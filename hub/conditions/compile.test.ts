import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Condition, Conditions, Verdict } from "../../lib/contract/condition.ts";
import { compileCondition, compileConditions, DAY_MS } from "./compile.ts";
import type { PersonFacts, What } from "./facts.ts";
import { and, NO, not, or, type Truth, UNKNOWN, verdictOf, YES } from "./verdict.ts";

const NOW = Date.parse("2026-11-18T12:00:00Z");
const ASSET = "9a6a4c3e-6f0a-4f43-8f3b-0a4f6d3c2b11";

interface Done {
  days: number;
  kind: string;
  title?: string;
  said?: string;
}

const nothing: PersonFacts = {
  title: undefined,
  stage: undefined,
  industry: undefined,
  country: undefined,
  employees: undefined,
  unsubscribed: undefined,
  history: historyOf([]),
  completeSince: Number.NEGATIVE_INFINITY,
  totals: undefined,
  hasTools: true,
  sent: new Map(),
  read: new Map(),
};

function historyOf(done: readonly Done[]) {
  const newest = done.toSorted((a, b) => a.days - b.days);
  const whats = newest.map(
    ({ kind, title = "", said }): What => ({ kind, title, about: title.toLowerCase(), said, index: -1 }),
  );
  return {
    length: newest.length,
    at: (n: number) => NOW - (newest[n]?.days ?? 0) * DAY_MS,
    what: (n: number) => whats[n] as What,
  };
}

const did = (...done: Done[]): Partial<PersonFacts> => ({ history: historyOf(done) });
const read = (days: number, title = "Read pricing page"): Done => ({ days, kind: "page_viewed", title });
/** Only what was done since then was looked at. */
const longHistory = (
  days: number,
  totals?: Record<string, number>,
  ...done: Done[]
): Partial<PersonFacts> => ({
  ...did(...done),
  completeSince: NOW - days * DAY_MS,
  totals: totals && new Map(Object.entries(totals)),
});
const stage = (value: string, days: number, first = false): Partial<PersonFacts> => ({
  stage: { value, since: NOW - days * DAY_MS, first },
});
const readPricing: Condition = { fact: "did", kinds: ["page_viewed"], about: ["pricing"] };

const cases: readonly [string, Condition, Partial<PersonFacts>, Verdict][] = [
  [
    "role fits",
    { fact: "role", seniority: ["vice_president"], fields: ["data"] },
    { title: "VP Data" },
    "yes",
  ],
  [
    "role: both must agree",
    { fact: "role", seniority: ["vice_president"], fields: ["it"] },
    { title: "VP Data" },
    "no",
  ],
  ["role: says neither", { fact: "role", fields: ["data"] }, { title: "Teacher" }, "no"],
  ["role: no title", { fact: "role", fields: ["data"] }, {}, "unknown"],
  ["role: letters that we cannot read", { fact: "role", fields: ["data"] }, { title: "部長" }, "unknown"],
  ["title has the word", { fact: "title", any: ["platform"] }, { title: "Head of Platforms" }, "yes"],
  ["title: within a word", { fact: "title", any: ["form"] }, { title: "Head of Platforms" }, "no"],
  [
    "title: signs are text",
    { fact: "title", any: ["C++ (embedded)", "a-b"] },
    { title: "c++ (EMBEDDED) engineer" },
    "yes",
  ],
  ["title: not known", { fact: "title", any: ["platform"] }, {}, "unknown"],
  ["stage, in whatever case", { fact: "stage", any: ["Evaluation"] }, stage("evaluation ", 90), "yes"],
  ["stage: another", { fact: "stage", any: ["Evaluation"] }, stage("Discovery", 9), "no"],
  ["stage: not known", { fact: "stage", any: ["Evaluation"] }, {}, "unknown"],
  ["not at a stage", { fact: "stage", any: ["Lost"], not: true }, stage("Discovery", 9), "yes"],
  ["not at a stage: at it", { fact: "stage", any: ["Lost"], not: true }, stage("lost", 9), "no"],
  ["not at a stage: not known", { fact: "stage", any: ["Lost"], not: true }, {}, "unknown"],
  ["moved lately", { fact: "stage", any: ["Evaluation"], within: 30 }, stage("Evaluation", 30), "yes"],
  ["moved long ago", { fact: "stage", any: ["Evaluation"], within: 30 }, stage("Evaluation", 31), "no"],
  [
    "moved lately: first known lately",
    { fact: "stage", any: ["Evaluation"], within: 30 },
    stage("Evaluation", 1, true),
    "unknown",
  ],
  [
    "moved lately: first known at another",
    { fact: "stage", any: ["Evaluation"], within: 30 },
    stage("Discovery", 1, true),
    "no",
  ],
  [
    "moved lately: there since long",
    { fact: "stage", any: ["Evaluation"], within: 30 },
    stage("Evaluation", 31, true),
    "no",
  ],
  ["at a stage: first known", { fact: "stage", any: ["Evaluation"] }, stage("Evaluation", 1, true), "yes"],
  ["did", readPricing, did(read(400)), "yes"],
  ["did: another page", readPricing, did(read(4, "Read careers page")), "no"],
  ["did: nothing", readPricing, {}, "no"],
  ["did: no tool tells", readPricing, { hasTools: false }, "unknown"],
  ["did lately", { ...readPricing, within: 30 }, did(read(30)), "yes"],
  ["did long ago", { ...readPricing, within: 30 }, did(read(31)), "no"],
  ["did often enough", { ...readPricing, least: 2 }, did(read(1), read(2)), "yes"],
  ["did too seldom", { ...readPricing, least: 3 }, did(read(1), read(2)), "no"],
  ["long history: seen", readPricing, longHistory(9, undefined, read(2)), "yes"],
  ["long history: may lie behind", readPricing, longHistory(9, undefined), "unknown"],
  ["long history: not within the days", { ...readPricing, within: 9 }, longHistory(9, undefined), "no"],
  ["long history: never did that kind", readPricing, longHistory(9, { demo_requested: 2 }), "no"],
  [
    "long history: all of the kind was seen",
    readPricing,
    longHistory(9, { page_viewed: 1 }, read(2, "Read careers page")),
    "no",
  ],
  [
    "long history: more of the kind behind",
    readPricing,
    longHistory(9, { page_viewed: 2 }, read(2, "Read careers page")),
    "unknown",
  ],
  [
    "long history: counted",
    { fact: "did", kinds: ["page_viewed"], least: 3 },
    longHistory(9, { page_viewed: 4 }),
    "yes",
  ],
  [
    "said",
    { fact: "said", any: ["Contoso"] },
    did({ days: 2, kind: "form_submitted", said: "we use contoso today" }),
    "yes",
  ],
  [
    "said: in our words",
    { fact: "said", any: ["Contoso"] },
    did({ days: 2, kind: "page_viewed", title: "Contoso" }),
    "no",
  ],
  ["industry", { fact: "industry", any: ["logistics"] }, { industry: "Logistics" }, "yes"],
  ["industry: not known", { fact: "industry", any: ["logistics"] }, {}, "unknown"],
  ["country by code and name", { fact: "country", any: ["Germany"] }, { country: "DE" }, "yes"],
  ["country in its own language", { fact: "country", any: ["US"] }, { country: "Estados Unidos" }, "yes"],
  ["country: another", { fact: "country", any: ["Germany"] }, { country: "Austria" }, "no"],
  ["size", { fact: "employees", from: 200, to: 1000 }, { employees: "1,000" }, "yes"],
  ["size: a range inside", { fact: "employees", from: 200, to: 1000 }, { employees: "201-500" }, "yes"],
  ["size: a range across", { fact: "employees", from: 200, to: 1000 }, { employees: "51 to 200" }, "unknown"],
  ["size: outside", { fact: "employees", from: 200 }, { employees: "11-50" }, "no"],
  ["size: no end", { fact: "employees", to: 1000 }, { employees: "10.000+" }, "no"],
  ["size: no number", { fact: "employees", to: 1000 }, { employees: "large" }, "unknown"],
  ["sent", { fact: "asset", was: "sent", ids: [ASSET] }, { sent: new Map([[ASSET, NOW - DAY_MS]]) }, "yes"],
  ["sent: never", { fact: "asset", was: "sent", ids: [ASSET] }, { completeSince: NOW }, "no"],
  [
    "sent: long ago",
    { fact: "asset", was: "sent", ids: [ASSET], within: 9 },
    { sent: new Map([[ASSET, NOW - 10 * DAY_MS]]) },
    "no",
  ],
  ["read: never", { fact: "asset", was: "read", ids: [ASSET] }, {}, "no"],
  ["read: may lie behind", { fact: "asset", was: "read", ids: [ASSET] }, { completeSince: NOW }, "unknown"],
  ["unsubscribed", { fact: "unsubscribed" }, { unsubscribed: NOW }, "yes"],
  ["unsubscribed: nobody said so", { fact: "unsubscribed" }, {}, "no"],
];

describe("one condition", () => {
  test.each(cases)("%s", (_name, condition, facts, verdict) => {
    expect(verdictOf(compileCondition(condition).truth({ ...nothing, ...facts }, NOW))).toBe(verdict);
  });

  test("why it cannot be decided", () => {
    const judge = compileCondition(readPricing);
    expect(judge.missing({ ...nothing, hasTools: false })).toBe("tool");
    expect(judge.missing(nothing)).toBe("history");
    expect(compileCondition({ fact: "stage", any: ["x"] }).missing(nothing)).toBe("stage");
  });

  test("what is remembered of a population changes nothing", () => {
    const remembering = compileCondition(readPricing, 2);
    const pages: What[] = ["read pricing page", "read careers page"].map((title, index) => ({
      kind: "page_viewed",
      title,
      about: title,
      said: undefined,
      index,
    }));
    for (const what of [...pages, ...pages]) expect(remembering.counts?.(what)).toBe(what.index === 0);
  });
});

const truths = fc.constantFrom<Truth>(NO, UNKNOWN, YES);
test("the laws of three-valued logic", () => {
  fc.assert(
    fc.property(truths, truths, truths, (a, b, c) => {
      expect(not(not(a))).toBe(a);
      expect(not(and(a, b))).toBe(or(not(a), not(b)));
      expect(and(a, or(b, c))).toBe(or(and(a, b), and(a, c)));
      expect(and(a, b)).toBe(and(b, a));
      expect(or(a, and(a, b))).toBe(a);
    }),
  );
});

const facts = fc.record({
  title: fc.constantFrom("VP Data", "Head of IT", "Teacher"),
  stage: fc.record({
    value: fc.constantFrom("Evaluation", "Lost"),
    since: fc.constantFrom(NOW, NOW - 90 * DAY_MS),
    first: fc.boolean(),
  }),
  industry: fc.constantFrom("Logistics", "Retail"),
  country: fc.constantFrom("DE", "France"),
  employees: fc.constantFrom("50", "201-500", "51-300"),
});
const condition: fc.Arbitrary<Condition> = fc.constantFrom<Condition>(
  { fact: "role", fields: ["data"] },
  { fact: "title", any: ["VP"] },
  { fact: "stage", any: ["Evaluation"] },
  { fact: "stage", any: ["Evaluation"], not: true },
  { fact: "stage", any: ["Evaluation"], within: 30 },
  { fact: "industry", any: ["Logistics"] },
  { fact: "country", any: ["Germany"] },
  { fact: "employees", from: 200, to: 1000 },
  readPricing,
);
const some = fc.array(condition, { maxLength: 3 });
const conditions: fc.Arbitrary<Conditions> = fc.record({
  to: some,
  joint: fc.constantFrom("and", "or"),
  when: some,
  except: some,
});
const KNOWABLE = ["title", "stage", "industry", "country", "employees"] as const;

describe("conditions together", () => {
  test("learning a fact never unsettles what was decided", () => {
    fc.assert(
      fc.property(conditions, facts, fc.subarray([...KNOWABLE]), (asked, known, forgotten) => {
        const less: PersonFacts = { ...nothing, ...known };
        for (const name of forgotten) Object.assign(less, { [name]: undefined });
        const judges = compileConditions(asked);
        const before = judges.truth(less, NOW);
        if (before !== UNKNOWN) expect(judges.truth({ ...nothing, ...known }, NOW)).toBe(before);
      }),
      { numRuns: 500 },
    );
  });

  test("to, when and except, as they are written", () => {
    fc.assert(
      fc.property(conditions, facts, fc.subarray([...KNOWABLE]), (asked, known, forgotten) => {
        const person: PersonFacts = { ...nothing, ...known };
        for (const name of forgotten) Object.assign(person, { [name]: undefined });
        const ask = (part: readonly Condition[]) =>
          part.map((one) => compileCondition(one).truth(person, NOW));
        const every = (list: Truth[]) => list.reduce(and, YES);
        const any = (list: Truth[]) => list.reduce(or, NO);
        const when = ask(asked.when);
        const expected = and(
          and(
            every(ask(asked.to)),
            when.length === 0 ? YES : asked.joint === "and" ? every(when) : any(when),
          ),
          not(any(ask(asked.except))),
        );
        expect(compileConditions(asked).truth(person, NOW)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});
