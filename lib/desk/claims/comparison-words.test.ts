import { describe, expect, it } from "vitest";
import type { Comparison } from "../../contract/claim.ts";
import { betterSide, questionWords, reasonColumns, sideName } from "./comparison-words.ts";

const [one, other] = ["8f14e45f-ceea-4a67-9a36-dcc2b1bb9a01", "8f14e45f-ceea-4a67-9a36-dcc2b1bb9a02"];
const side = (claimId: string, title: string, version: number): Comparison["a"] => ({
  claimId,
  versionId: claimId,
  title,
  version,
  rate: { landed: 1, of: 2, interval: null },
});
const versions = { a: side(one, "Live in six weeks", 2), b: side(one, "Live in six weeks", 3) };
const claims = { a: side(one, "No rewrite", 1), b: side(other, "Keep your SQL", 4) };

describe("a comparison", () => {
  it("of two versions is asked by their numbers", () => {
    expect(questionWords(versions)).toBe("Is version 3 better than version 2?");
    expect(sideName(versions, versions.b)).toBe("Version 3");
  });

  it("of two talking points is asked by their titles", () => {
    expect(questionWords(claims)).toBe("Is “Keep your SQL” better than “No rewrite”?");
    expect(sideName(claims, claims.a)).toBe("“No rewrite”");
  });

  it.each([
    ["b_better", "b"],
    ["a_better", "a"],
    ["not_enough", undefined],
    ["no_difference", undefined],
    ["unknown", undefined],
  ] as const)("that came to %s keeps %s", (outcome, kept) => {
    expect(betterSide({ outcome })).toBe(kept);
  });

  it("has a column for every reason, the most frequent first", () => {
    const columns = reasonColumns({
      reasons: [
        { reason: "price", a: 1, b: 1 },
        { reason: "not_credible", a: 7, b: 1 },
        { reason: "too_loud", a: 0, b: 1 },
      ],
    });
    expect(columns.slice(0, 3).map(({ words, a, b }) => [words, a, b])).toEqual([
      ["Not credible", 7, 1],
      ["Price", 1, 1],
      ["too loud", 0, 1],
    ]);
    expect(columns.slice(3).map(({ a, b }) => a + b)).toEqual([0, 0, 0]);
  });
});
