import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logBeta } from "./log-gamma.ts";
import { type Counted, ratesOf } from "./rates.ts";

const counts = fc
  .record({ readers: fc.integer({ min: 0, max: 400 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ readers, share }): Counted => ({ readers, nextStep: Math.round(readers * share) }));

describe("the logarithm of the beta function", () => {
  test.each([
    [1, 1, 0],
    [2, 3, -Math.log(12)],
    [0.5, 0.5, Math.log(Math.PI)],
    [10, 20, -Math.log(20_030_010 * 10)],
  ])("of %f and %f", (a, b, expected) => {
    expect(logBeta(a, b)).toBeCloseTo(expected, 9);
  });
});

describe("rates", () => {
  test("of a library are probabilities with their intervals around them", () => {
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 20 }), counts, (library, asked) => {
        const { mean, deviation, interval } = ratesOf(library)(asked);
        const [low, high] = interval;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThan(high);
        expect(high).toBeLessThanOrEqual(1);
        expect(mean).toBeGreaterThan(0);
        expect(mean).toBeLessThan(1);
        expect(deviation).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });

  test("are shrunk towards the library, less so the more readers there are", () => {
    const library = Array.from({ length: 20 }, (_, n): Counted => ({ readers: 50, nextStep: 8 + (n % 5) }));
    const rateOf = ratesOf(library);
    const few = rateOf({ readers: 10, nextStep: 5 });
    const many = rateOf({ readers: 1_000, nextStep: 500 });
    const whole = rateOf({ readers: 0, nextStep: 0 });
    expect(whole.mean).toBeCloseTo(0.2, 1);
    expect(few.mean).toBeGreaterThan(whole.mean);
    expect(few.mean).toBeLessThan(0.35);
    expect(many.mean).toBeGreaterThan(0.4);
    expect(many.interval[1] - many.interval[0]).toBeLessThan(0.1);
  });

  test("of very many readers are what was counted", () => {
    const { mean, interval } = ratesOf([{ readers: 100_000, nextStep: 23_000 }])({
      readers: 100_000,
      nextStep: 23_000,
    });
    expect(mean).toBeCloseTo(0.23, 2);
    expect(interval[0]).toBeCloseTo(0.228, 2);
    expect(interval[1]).toBeCloseTo(0.232, 2);
  });

  test("of rare steps are as wide as what was counted leaves open", () => {
    const rare = { readers: 10_000, nextStep: 30 };
    const [low, high] = ratesOf([rare])(rare).interval;
    expect(low).toBeGreaterThan(0.002);
    expect(low).toBeLessThan(0.0024);
    expect(high).toBeGreaterThan(0.0037);
    expect(high).toBeLessThan(0.0042);
  });

  test("more next steps never lower a rate", () => {
    const rateOf = ratesOf([
      { readers: 40, nextStep: 9 },
      { readers: 12, nextStep: 0 },
    ]);
    for (let nextStep = 1; nextStep <= 30; nextStep += 1) {
      const [less, more] = [
        rateOf({ readers: 30, nextStep: nextStep - 1 }),
        rateOf({ readers: 30, nextStep }),
      ];
      expect(more.mean).toBeGreaterThan(less.mean);
      expect(more.interval[0]).toBeGreaterThan(less.interval[0]);
    }
  });
});
