import { describe, expect, test } from "vitest";
import { FEEDBACK_TYPES } from "../../../lib/contract/feedback.ts";
import { REASONS } from "../../../lib/contract/feedback-words.ts";
import { isOwed, misfit, type Said } from "./fits.ts";

const WHATS = ["asset", "share", "claim", "ask", "nothing"] as const;

test("what can be said of what: each type of one thing, but for outcomes, of a share and of a sentence", () => {
  const table = Object.fromEntries(
    FEEDBACK_TYPES.map((type) => [type, WHATS.filter((what) => misfit(type, what, []) === undefined)]),
  );
  expect(table).toEqual({
    landed: ["share", "claim"],
    fell_flat: ["share", "claim"],
    not_discussed: ["share"],
    wrong_fact: ["asset"],
    out_of_date: ["asset"],
    not_for_lead: ["asset"],
    request: ["nothing"],
    data_wrong: ["nothing"],
    ask_answer: ["ask"],
  });
});

test("each type has its own reasons", () => {
  for (const type of FEEDBACK_TYPES) {
    const what = WHATS.find((one) => misfit(type, one, []) === undefined) ?? "nothing";
    expect(misfit(type, what, Object.keys(REASONS[type]))).toBeUndefined();
    expect(misfit(type, what, ["toString"])).toMatch(/no reason of/);
  }
});

describe("whether an answer is owed", () => {
  const said: Said = { type: "landed", reasons: [], theirWords: "", note: "", added: false };
  test.each([
    ["a click that it landed", {}, false],
    ["with a sentence", { note: "They laughed." }, true],
    ["with their words", { theirWords: "Fine." }, true],
    ["with a sentence that was added later", { added: true }, true],
    ["not for this lead", { type: "not_for_lead" }, false],
    ["not for this lead, and why", { type: "not_for_lead", reasons: ["too_long"] }, true],
    ["not discussed, whatever is said", { type: "not_discussed", note: "No time." }, false],
    ["fell flat", { type: "fell_flat" }, true],
    ["a wish by its click alone", { type: "request" }, true],
    ["wrong data", { type: "data_wrong" }, true],
    ["an answer to a question", { type: "ask_answer", reasons: ["yes"] }, false],
    ["an answer to a question, with a sentence", { type: "ask_answer", note: "With the plan, yes." }, true],
  ] as const)("%s", (_, more, expected) => {
    expect(isOwed({ ...said, ...more })).toBe(expected);
  });
});
