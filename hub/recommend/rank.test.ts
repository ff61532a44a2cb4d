import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Candidate, PLACES, rank } from "./rank.ts";
import { ratesOf } from "./rates.ts";

const rateOf = ratesOf([
  { readers: 100, nextStep: 20 },
  { readers: 100, nextStep: 30 },
  { readers: 100, nextStep: 10 },
]);
const unknown = rateOf({ readers: 0, nextStep: 0 });

function candidate(id: string, order: number, readers = 0, nextStep = 0, decided = true): Candidate {
  const counted = { readers, nextStep };
  return { id, order, decided, counted, rate: rateOf(counted) };
}
const ids = (candidates: Candidate[], who = "maya 2026-11-16") =>
  rank(candidates, unknown, who).map(({ candidate: { id }, trying }) => (trying ? `${id} (trying)` : id));

describe("the order", () => {
  test("evidence decides, marketing's order among equals", () => {
    expect(ids([candidate("a", 1, 100, 10), candidate("b", 2, 100, 40), candidate("c", 3)])).toEqual([
      "b",
      "c",
      "a",
    ]);
    expect(ids([candidate("new", 9), candidate("older", 2), candidate("oldest", 1)])).toEqual([
      "oldest",
      "older",
      "new",
    ]);
  });

  test("under ten readers what was counted says nothing yet", () => {
    expect(ids([candidate("lucky", 2, 9, 9), candidate("first", 1)])).toEqual(["first", "lucky"]);
    expect(ids([candidate("lucky", 2, 10, 9), candidate("first", 1)])).toEqual(["lucky", "first"]);
  });

  test("what cannot be decided stands behind what fits, however good it is", () => {
    expect(ids([candidate("maybe", 1, 100, 60, false), candidate("fits", 2, 100, 5)])).toEqual([
      "fits",
      "maybe",
    ]);
  });
});

const many = Array.from({ length: 12 }, (_, n) =>
  candidate(`asset ${n}`, n, n < 6 ? 100 : 2, n < 6 ? 20 + n : 0),
);
const people = Array.from({ length: 4_000 }, (_, n) => `person ${n} 2026-11-16`);

describe("the place that learns", () => {
  test("one place in ten, always the last, of what little is known of", () => {
    const shown = people.map((who) => rank(many, unknown, who));
    const trying = shown.filter((places) => places.some((place) => place.trying));
    expect(trying.length / (people.length * PLACES)).toBeCloseTo(0.1, 1);
    for (const places of trying) expect(places.map((place) => place.trying)).toEqual([false, false, true]);
    const tried = trying.map((places) => places[2]?.candidate);
    expect(new Set(tried).size).toBeGreaterThanOrEqual(6);
    const little = tried.filter((place) => place?.counted.readers === 2);
    expect(little.length / tried.length).toBeGreaterThan(0.95);
  });

  test("stays as it is for a person and a week, whatever else comes to the library", () => {
    for (const who of people.slice(0, 300)) {
      const before = ids(many, who);
      expect(ids(many.toReversed(), who)).toEqual(before);
      const last = before[2];
      if (!last?.endsWith("(trying)")) continue;
      const fewer = many.filter(({ id, counted }) => counted.readers === 100 || last.startsWith(`${id} `));
      expect(ids(fewer, who)[2]).toBe(last);
    }
  });

  test("takes no place where all that fits is shown, and none from what fits for what may", () => {
    for (const who of people.slice(0, 500)) {
      expect(ids([candidate("a", 1, 50, 20), candidate("b", 2), candidate("c", 3)], who)).toEqual([
        "a",
        "b",
        "c",
      ]);
      const maybe = [1, 2, 3, 4].map((n) => candidate(`maybe ${n}`, n, 0, 0, false));
      expect(ids([candidate("fits", 9, 50, 1), ...maybe], who)).toEqual(["fits", "maybe 1", "maybe 2"]);
    }
  });

  test("is not given to what is known to be worse", () => {
    const good = [1, 2, 3].map((n) => candidate(`good ${n}`, n, 300, 120));
    for (const who of people.slice(0, 500)) {
      expect(ids([...good, candidate("bad", 4, 300, 6)], who)).toEqual(["good 1", "good 2", "good 3"]);
    }
  });

  test("three at most, each once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.string(), (count, who) => {
        const shown = ids(many.slice(0, count), who).map((id) => id.replace(" (trying)", ""));
        expect(shown).toHaveLength(Math.min(count, PLACES));
        expect(new Set(shown).size).toBe(shown.length);
      }),
    );
  });
});
