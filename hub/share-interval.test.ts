import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shareInterval } from "./share-interval.ts";

describe("where a share lies with 90 %", () => {
  test.each([
    [0, 9, null],
    [9, 9, null],
    // From the definition, by bisection: where the share lies 1.645 standard errors from what is true.
    [0, 10, [0, 0.213]],
    [10, 10, [0.787, 1]],
    [14, 19, [0.549, 0.866]],
    [9, 21, [0.269, 0.604]],
    [500, 1000, [0.474, 0.526]],
  ] as const)("%i of %i", (some, of, expected) => {
    const found = shareInterval(some, of);
    expect(found?.map((value) => Math.round(value * 1000) / 1000) ?? null).toEqual(expected);
  });

  test("it holds the share itself, within 0 and 1, and turns round with it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 5000 }), fc.nat(), (of, seed) => {
        const some = seed % (of + 1);
        const [low, high] = shareInterval(some, of) as [number, number];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(some / of + 1e-12);
        expect(high).toBeGreaterThanOrEqual(some / of - 1e-12);
        const [from, to] = shareInterval(of - some, of) as [number, number];
        expect(1 - to).toBeCloseTo(low, 12);
        expect(1 - from).toBeCloseTo(high, 12);
      }),
    );
  });
});
