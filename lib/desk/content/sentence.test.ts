import { describe, expect, it } from "vitest";
import type { Condition } from "../../contract/condition.ts";
import { optionsFor } from "./chooser-options.ts";
import { daysOf, leastOf, merged, variantsOf, withDays, withLeast } from "./condition-variants.ts";
import { titleOfAddress, titleOfFile } from "./file-title.ts";
import {
  added,
  asksSomething,
  EMPTY_GUIDANCE,
  MOST_CHIPS,
  removed,
  replaced,
  stopId,
  stopsOf,
  swapped,
} from "./sentence.ts";

const at = (...any: string[]): Condition => ({ fact: "stage", any });
const read = (about?: string): Condition => ({
  fact: "did",
  kinds: ["page_viewed"],
  ...(about ? { about: [about] } : {}),
});
const head: Condition = { fact: "role", seniority: ["head"], fields: ["data"] };

describe("the sentence", () => {
  it("holds each condition once, and no more than can be kept", () => {
    const once = added(EMPTY_GUIDANCE, "when", read("pricing"));
    expect(added(once, "when", read("pricing"))).toBe(once);
    let full = EMPTY_GUIDANCE;
    for (let n = 0; n < MOST_CHIPS + 3; n += 1) full = added(full, "to", at(`Stage ${n}`));
    expect(full.conditions.to).toHaveLength(MOST_CHIPS);
    expect(stopsOf(full.conditions, "sentence").map(stopId)).not.toContain("to-add");
  });

  it("asks something once it says whom or when; exceptions alone ask nothing", () => {
    expect(asksSomething(EMPTY_GUIDANCE)).toBe(false);
    expect(asksSomething(added(EMPTY_GUIDANCE, "except", read()))).toBe(false);
    expect(asksSomething(added(EMPTY_GUIDANCE, "to", head))).toBe(true);
  });

  it("takes back that no exception is known when one is added", () => {
    const none = { ...EMPTY_GUIDANCE, noException: true };
    expect(added(none, "when", read()).noException).toBe(true);
    expect(added(none, "except", read()).noException).toBe(false);
  });

  it("is gone through in reading order", () => {
    let guidance = added(EMPTY_GUIDANCE, "to", head);
    guidance = added(added(guidance, "when", read("pricing")), "when", at("Evaluation"));
    guidance = added(guidance, "except", read());
    expect(stopsOf(guidance.conditions, "sentence").map(stopId)).toEqual([
      "to-0",
      "to-add",
      "when-0",
      "joint-1",
      "when-1",
      "when-add",
      "get",
    ]);
    expect(stopsOf(guidance.conditions, "exceptions").map(stopId)).toEqual(["except-0", "except-add"]);
    expect(swapped(guidance).conditions.joint).toBe("or");
    expect(removed(guidance, "when", 0).conditions.when).toEqual([at("Evaluation")]);
    expect(replaced(guidance, "when", 0, at("Evaluation")).conditions.when).toEqual([at("Evaluation")]);
  });
});

describe("a condition", () => {
  it("has days where something can be long ago", () => {
    expect(daysOf(head)).toBeUndefined();
    expect(daysOf(read())).toBeNull();
    expect(daysOf({ ...at("Won"), not: true } as Condition)).toBeUndefined();
    expect(withDays(read(), 14)).toEqual({ ...read(), within: 14 });
    expect(withDays(withDays(read(), 14), null)).toEqual(read());
    expect(withDays(head, 14)).toBe(head);
  });

  it("counts from two on", () => {
    expect(leastOf(read())).toBe(1);
    expect(withLeast(read(), 3)).toEqual({ ...read(), least: 3 });
    expect(withLeast(withLeast(read(), 3), 1)).toEqual(read());
    expect(leastOf(head)).toBeUndefined();
  });

  it.each([
    [at("Evaluation"), at("Discovery"), at("Evaluation", "Discovery")],
    [at("Evaluation"), at("evaluation"), undefined],
    [at("Evaluation"), head, undefined],
    [read("pricing"), read("security"), { ...read(), about: ["pricing", "security"] }],
    [read("pricing"), read(), undefined],
    [
      read(),
      { fact: "did", kinds: ["video_watched"] } as Condition,
      { fact: "did", kinds: ["page_viewed", "video_watched"] },
    ],
  ])("%o with %o is %o", (one, other, both) => {
    expect(merged(one, other)).toEqual(both);
  });

  it("can be turned round, with days and without", () => {
    expect(variantsOf(at("Evaluation"))).toEqual([
      { fact: "stage", any: ["Evaluation"], within: 30 },
      { fact: "stage", any: ["Evaluation"], not: true },
    ]);
    expect(variantsOf({ fact: "stage", any: ["Evaluation"], not: true })).toEqual([at("Evaluation")]);
    expect(variantsOf(head)).toEqual([]);
  });
});

describe("the chooser", () => {
  const wordsOf = (condition: Condition) => JSON.stringify(condition);
  const choices = [
    { condition: at("Evaluation"), words: "are at Evaluation", people: 118 },
    { condition: at("Discovery"), words: "are at Discovery", people: 164 },
  ];

  it("ticks what is there, and offers both as one when a condition is changed", () => {
    const { known, further } = optionsFor({
      part: "when",
      query: "",
      choices,
      changing: at("Evaluation"),
      there: [at("Evaluation")],
      wordsOf,
    });
    expect(known.map(({ chosen, people }) => [chosen, people])).toEqual([
      [true, 118],
      [false, 164],
    ]);
    expect(further.map(({ condition }) => condition)).toContainEqual(at("Evaluation", "Discovery"));
  });

  it("offers what was typed, word for word, once", () => {
    const asked = { query: " Contoso ", choices: [], changing: undefined, there: [], wordsOf } as const;
    expect(optionsFor({ ...asked, part: "to" }).further.map(({ condition }) => condition)).toEqual([
      { fact: "title", any: ["Contoso"] },
    ]);
    const said: Condition = { fact: "said", any: ["Contoso"] };
    const { further } = optionsFor({
      ...asked,
      part: "except",
      choices: [{ condition: said, words: "said", people: 2 }],
    });
    expect(further.map(({ condition }) => condition.fact)).toEqual(["did"]);
    expect(optionsFor({ ...asked, part: "when", query: "c" }).further).toEqual([]);
  });
});

describe("titles", () => {
  it.each([
    ["Security overview.pdf", "Security overview"],
    ["migration_guide-v2.PDF", "Migration guide v2"],
    ["../../etc/passwd", "Passwd"],
    ["C:\\Users\\dana\\Pricing sheet.pdf", "Pricing sheet"],
    ["2025.11.03 Benchmarks.pdf", "2025.11.03 Benchmarks"],
    [".pdf", ".pdf"],
    ["___.pdf", "Untitled"],
    [`${"a".repeat(300)}.pdf`, `A${"a".repeat(199)}`],
  ])("%s is called %s", (name, title) => {
    expect(titleOfFile(name)).toBe(title);
  });

  it.each([
    ["https://acme.example/blog/cost-of-a-nightly-batch", "Cost of a nightly batch"],
    ["https://acme.example/", "acme.example"],
    ["https://acme.example/%E0%A4%A", "%E0%A4%A"],
    ["not an address", ""],
  ])("%s is called %s", (address, title) => {
    expect(titleOfAddress(address)).toBe(title);
  });
});
