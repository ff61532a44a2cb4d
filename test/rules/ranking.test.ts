import { describe, expect, test } from "vitest";
import { compare } from "../ranking/compare.ts";
import { WORLDS } from "../ranking/world.ts";

/** A part of what `npm run soak` runs in full (test/ranking/main.ts), with fixed seeds: it comes out the same in every run. */
describe("the ranking beside popularity, in made-up libraries whose truth is known", () => {
  const runs = WORLDS.slice(0, 4).map((world) => compare(world, [300, 1_000], 501, 12));

  test.each(runs)("$world", ({ worth }) => {
    const [early, later] = worth;
    // Within three errors of the mean, since a dozen seeds are few.
    expect(early?.overPopularity.mean).toBeGreaterThan(-3 * (early?.overPopularity.error ?? 0));
    expect(later?.overPopularity.mean).toBeGreaterThan(0);
    expect(later?.of.oracle.mean).toBeGreaterThan(later?.of.ours.mean ?? 1);
  });

  test("its 90 % intervals hold the truth about nine times in ten", () => {
    const intervals = runs.reduce((sum, run) => sum + run.intervals, 0);
    const covered = runs.reduce((sum, run) => sum + run.covered, 0);
    expect(intervals).toBeGreaterThan(500);
    expect(covered / intervals).toBeGreaterThan(0.86);
    expect(covered / intervals).toBeLessThan(0.94);
  });
});
