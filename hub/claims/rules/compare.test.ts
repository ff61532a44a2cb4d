import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differenceOf, neededMore, type Outcomes, verdictOf } from "./compare.ts";
import { finding, paceWords } from "./comparison-words.ts";

const outcomes = (landed: number, of: number): Outcomes => ({ landed, of });
const side = (name: string) => (landed: number, of: number) => ({ name, landed, of });
const [a, b] = [side("A"), side("B")];

describe("is B better than A?", () => {
  test.each([
    [a(9, 25), b(18, 24), "b_better", "B landed more often: 18 of 24 against 9 of 25."],
    [a(18, 24), b(9, 25), "a_better", "A landed more often: 18 of 24 against 9 of 25."],
    [a(9, 21), b(14, 19), "not_enough", "Not enough yet: about 30 more needed."],
    // Both bars apart from each other, and yet: the difference decides, and allows for looking daily.
    [a(3, 10), b(8, 10), "not_enough", "Not enough yet: about 10 more needed."],
    [a(0, 0), b(0, 0), "not_enough", "Not enough yet: at least ten of each are needed."],
    [a(0, 9), b(200, 200), "not_enough", "Not enough yet: at least ten of each are needed."],
    [a(0, 10), b(10, 10), "b_better", "B landed more often: 10 of 10 against 0 of 10."],
    [a(50, 100), b(52, 100), "not_enough", "Not enough yet: hardly a difference so far."],
    // Ten points, but more than 500 would still be needed.
    [a(9, 20), b(10, 20), "not_enough", "Not enough yet: hardly a difference so far."],
    [a(500, 1_000), b(567, 1_000), "not_enough", "Not enough yet: about 410 more needed."],
    [a(500, 1_000), b(620, 1_000), "b_better", "B landed more often: 620 of 1000 against 500 of 1000."],
    [a(10, 10), b(10, 10), "not_enough", "Not enough yet: hardly a difference so far."],
  ])("%j, %j: %s", (one, other, outcome, words) => {
    expect(finding(one, other, { stopped: false })).toEqual({ outcome, words });
  });

  test.each([
    [a(20, 56), b(21, 56), "no_difference", "No difference found in 112, stopped."],
    [a(9, 25), b(18, 24), "b_better", "B landed more often: 18 of 24 against 9 of 25."],
    [a(1, 3), b(2, 4), "not_enough", "Too little to tell: 7, stopped."],
  ])("stopped at %j, %j: %s", (one, other, outcome, words) => {
    expect(finding(one, other, { stopped: true })).toEqual({ outcome, words });
  });

  test("the interval, worked out by hand", () => {
    const difference = differenceOf(outcomes(9, 25), outcomes(18, 24));
    expect(difference?.value).toBeCloseTo(0.39, 10);
    expect(difference?.interval[0]).toBeCloseTo(0.0266, 4);
    expect(difference?.interval[1]).toBeCloseTo(0.7534, 4);
    expect(differenceOf(outcomes(9, 9), outcomes(5, 100))).toBeNull();
    expect(differenceOf(outcomes(0, 12), outcomes(12, 12))?.interval[1]).toBe(1);
  });

  const arm = fc
    .tuple(fc.nat(400), fc.nat(400))
    .map(([one, other]) => outcomes(Math.min(one, other), Math.max(one, other)));

  test("the other way round it says the same of the other", () => {
    fc.assert(
      fc.property(arm, arm, (one, other) => {
        const [there, back] = [differenceOf(one, other), differenceOf(other, one)];
        if (there === null || back === null) return there === back;
        return (
          Math.abs(there.value + back.value) < 1e-9 &&
          Math.abs(there.interval[0] + back.interval[1]) < 1e-9 &&
          Math.abs(there.interval[1] + back.interval[0]) < 1e-9
        );
      }),
    );
  });

  test("is wider than what allows for one look, and holds what was seen", () => {
    fc.assert(
      fc.property(arm, arm, (one, other) => {
        const difference = differenceOf(one, other);
        if (difference === null) return true;
        const [least, most] = difference.interval;
        return least <= difference.value && difference.value <= most && least >= -1 && most <= 1;
      }),
    );
  });

  test("nothing more is needed exactly where it is decided", () => {
    fc.assert(
      fc.property(arm, arm, (one, other) => {
        const decided = verdictOf(differenceOf(one, other)) !== "not_enough";
        const needed = neededMore(one, other);
        return decided ? needed === 0 || needed === undefined : needed !== 0;
      }),
      { numRuns: 60 },
    );
  });
});

describe("at this pace", () => {
  const [startedAt, timeZone] = [new Date("2026-10-12T22:30:00Z"), "Europe/Berlin"];
  const after = (days: number) => ({
    startedAt,
    now: new Date(startedAt.getTime() + days * 24 * 3_600_000),
    timeZone,
  });
  test.each([
    [outcomes(9, 21), outcomes(14, 19), 28, "At ten a week, as since 13 October, that is about three weeks."],
    [outcomes(9, 21), outcomes(14, 19), 7, "At 40 a week, as since 13 October, that is about a week."],
    [
      outcomes(9, 21),
      outcomes(14, 19),
      200,
      "At one a week, as since 13 October 2026, that is about 30 weeks.",
    ],
    [outcomes(9, 21), outcomes(14, 19), 6, undefined],
    [outcomes(9, 25), outcomes(18, 24), 28, undefined],
    [outcomes(50, 100), outcomes(52, 100), 28, undefined],
    [outcomes(3, 8), outcomes(5, 8), 28, undefined],
  ])("%j, %j in %d days", (one, other, days, words) => {
    expect(paceWords(one, other, after(days))).toBe(words);
  });
});
