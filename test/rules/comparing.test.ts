import { describe, expect, test } from "vitest";
import { FALSE_ALARMS } from "../../hub/claims/rules/compare.ts";
import { simulate } from "../claims/simulate.ts";

/** A part of what `npm run soak` runs in full (test/claims/main.ts), with fixed seeds: it comes out the same in every run. */
describe("comparisons that somebody looks at every day for a year", () => {
  const COMPARISONS = 2_000;
  /** Of so few the share itself is uncertain: two standard errors. All 10,000 of the soak must be at or under the rate. */
  const UNCERTAIN = 2 * Math.sqrt((FALSE_ALARMS * (1 - FALSE_ALARMS)) / COMPARISONS);

  test.each([
    { a: 0.5, b: 0.5, perDay: 1, ofA: 1 },
    { a: 0.5, b: 0.5, perDay: 2, ofA: 3 },
    { a: 0.3, b: 0.3, perDay: 6, ofA: 3 },
    { a: 0.9, b: 0.9, perDay: 4, ofA: 1 },
    { a: 0.5, b: 0.5, perDay: 4, ofA: 1, live: true },
  ])("without a difference, a false alarm in at most one of ten: %j", (world) => {
    const { ever, everNaively } = simulate(world, COMPARISONS, 5);
    expect(ever / COMPARISONS).toBeLessThanOrEqual(FALSE_ALARMS + UNCERTAIN);
    // The same looks would make an interval lie that allows for one look alone.
    expect(everNaively / COMPARISONS).toBeGreaterThan(3 * FALSE_ALARMS);
  });

  test("with a difference, it is found, and hardly ever the wrong way round", () => {
    const { ever, wrong, outcomes } = simulate({ a: 0.5, b: 0.7, perDay: 2, ofA: 1 }, COMPARISONS, 5);
    expect(ever / COMPARISONS).toBeGreaterThan(0.95);
    expect(wrong / COMPARISONS).toBeLessThan(0.01);
    const median = outcomes.toSorted((a, b) => a - b)[Math.floor(outcomes.length / 2)];
    expect(median).toBeLessThan(150);
  });
});
