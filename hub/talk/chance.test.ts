import { expect, test } from "vitest";
import { chosenBy } from "./chance.ts";

const people = Array.from({ length: 10_000 }, (_, n) => `person ${n}`);

test("half of all people either, each always the same", () => {
  const chosen = people.map((person) => chosenBy("hub", "comparison", person));
  expect(people.map((person) => chosenBy("hub", "comparison", person))).toEqual(chosen);
  const ofA = chosen.filter((side) => side === "a").length;
  expect(Math.abs(ofA - 5_000)).toBeLessThan(200);
});

test("another comparison, or another hub, chooses anew", () => {
  const same = (hub: string, comparison: string) =>
    people.filter((person) => chosenBy("hub", "comparison", person) === chosenBy(hub, comparison, person))
      .length;
  expect(Math.abs(same("hub", "another") - 5_000)).toBeLessThan(200);
  expect(Math.abs(same("another", "comparison") - 5_000)).toBeLessThan(200);
});
