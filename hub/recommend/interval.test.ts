import { expect, test } from "vitest";
import { intervalOf } from "./interval.ts";

// Right to six digits, by another implementation of the distribution function.
test.each<[[number, number, number][], number, number]>([
  [[[30, 9_970, 1]], 0.00216041, 0.00395241],
  [[[9_970, 30, 1]], 0.996048, 0.99784],
  [[[8, 12, 1]], 0.229721, 0.581936],
  [[[23_000, 77_000, 1]], 0.227814, 0.232192],
  [[[1, 1, 1]], 0.05, 0.95],
  [[[0.5, 20, 1]], 0.0000995349, 0.0926567],
  [[[0.01, 1, 1]], 0, 0.00592053],
  [
    [
      [30, 9_970, 0.7],
      [8, 12, 0.3],
    ],
    0.0022402,
    0.505758,
  ],
  [
    [
      [10.05, 9.2, 0.5],
      [10.8, 200, 0.5],
    ],
    0.0329318,
    0.66616,
  ],
])("of %j: %f to %f", (mixture, low, high) => {
  const interval = intervalOf(mixture.map(([alpha, beta, weight]) => ({ alpha, beta, weight })));
  for (const [n, right] of [low, high].entries()) {
    expect(Math.abs((interval[n] ?? Number.NaN) - right)).toBeLessThan(0.005 * right + 1e-9);
  }
});
