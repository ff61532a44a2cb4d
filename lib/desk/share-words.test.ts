import { describe, expect, it } from "vitest";
import { differenceWords, shareWords } from "./share-words.ts";

describe("a share", () => {
  it.each([
    [14, 19, [0.55, 0.87], { counted: "14 of 19", rate: "74 %", range: "(55–87)" }],
    [0, 12, [0, 0.18], { counted: "0 of 12", rate: "0 %", range: "(0–18)" }],
    // Under ten there is no rate.
    [2, 7, null, { counted: "2 of 7" }],
    [1200, 4000, [0.29, 0.31], { counted: "1,200 of 4,000", rate: "30 %", range: "(29–31)" }],
  ] as const)("%i of %i", (part, of, interval, words) => {
    expect(shareWords(part, of, interval)).toEqual(words);
  });
});

describe("a difference", () => {
  it.each([
    [0.31, [-0.11, 0.72], "+31", "(−11 to +72)"],
    [-0.2, [-0.4, -0.01], "−20", "(−40 to −1)"],
    [0, [-1, 1], "0", "(−100 to +100)"],
    // Rounded, not signed.
    [-0.002, [-0.004, 0.004], "0", "(0 to 0)"],
  ] as const)("of %f", (value, interval, points, range) => {
    expect(differenceWords({ value, interval })).toEqual({ points, range });
  });
});
