import { expect, it } from "vitest";
import { landedWords, soFar, steps } from "./recommendation-words.ts";

it.each([
  [{}, []],
  [
    {
      openWith: "You asked where data is kept",
      show: "page 3",
      ask: "who signs off on security",
      nextStep: "a call",
    },
    ["Open with: You asked where data is kept", "Show: page 3", "Ask: who signs off on security", "A call"],
  ],
  [
    { show: "Show page 3, where data is kept", ask: "ask who signs off", nextStep: "Offer 20 min" },
    ["Show page 3, where data is kept", "Ask who signs off", "Offer 20 min"],
  ],
  [{ openWith: "  ", show: "Showcase of last year" }, ["Show: Showcase of last year"]],
])("%j is done in the steps %j", (how, words) => expect(steps(how)).toEqual(words));

it.each([
  [null, { words: "New. Marketing's order." }],
  [{ readers: 9, nextStep: 4, interval: null }, { words: "New. Marketing's order." }],
  [
    { readers: 41, nextStep: 12, interval: [0.194, 0.428] as [number, number] },
    {
      figure: "12 of 41 readers",
      rest: " took a next step",
      interval: "Of all like them, between 19 and 43 of 100 do (90 % interval).",
    },
  ],
])("%j reads %j", (evidence, words) => expect(soFar(evidence)).toEqual(words));

it("counts how often a sentence landed once enough reps said so", () => {
  expect(landedWords({ landed: 18, of: 24 })).toBe("landed 18 of 24 times");
  expect(landedWords({ landed: 0, of: 4 })).toBeUndefined();
});
