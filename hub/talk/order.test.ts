import { expect, test } from "vitest";
import type { LibraryClaim, LibraryClaimVersion } from "../library/library.ts";
import { type Counted, ratesOf } from "../recommend/rates.ts";
import type { Fitting } from "./fitting.ts";
import { bestFirst } from "./order.ts";
import type { Sayable } from "./sayable.ts";

const counted = new Map<string, Counted>();
/** A sentence that landed so often, of so many. */
function sayable(id: string, order: number, landed = 0, of = 0): Sayable {
  counted.set(id, { readers: of, nextStep: landed });
  const version = { id } as LibraryClaimVersion;
  return { claim: { id, order } as LibraryClaim, version, judges: undefined as never };
}
const fits = (of: Sayable, decided = true): Fitting => ({ of, decided });
const order = (...fitting: Fitting[]) => {
  const rateOf = ratesOf(counted.values());
  const countedOf = (id: string) => counted.get(id) ?? { readers: 0, nextStep: 0 };
  return bestFirst(fitting, { countedOf, rateOf }).map(({ of }) => of.version.id);
};
const [good, fair, poor] = [
  sayable("good", 3, 40, 50),
  sayable("fair", 2, 25, 50),
  sayable("poor", 1, 10, 50),
];
const [lucky, newest, oldest] = [sayable("lucky", 6, 9, 9), sayable("newest", 5), sayable("oldest", 4)];

test.each([
  ["what landed more often first", [fits(poor), fits(good), fits(fair)], ["good", "fair", "poor"]],
  ["under ten it says nothing yet", [fits(lucky), fits(oldest), fits(good)], ["good", "oldest", "lucky"]],
  ["the oldest first among equals", [fits(newest), fits(oldest)], ["oldest", "newest"]],
  ["what cannot be decided last", [fits(good, false), fits(poor)], ["poor", "good"]],
  [
    "five at most",
    [good, fair, poor, lucky, newest, oldest].map((one) => fits(one)),
    ["good", "oldest", "newest", "lucky", "fair"],
  ],
])("%s", (_name, fitting, ids) => {
  expect(order(...fitting)).toEqual(ids);
});

test("two that are compared stand in one place, whichever of them is shown", () => {
  for (const of of [good, poor]) {
    const compared: Fitting = { of, decided: true, comparison: { id: "c", both: [good, poor] } };
    const place = order(fits(fair), compared, fits(oldest)).indexOf(of.version.id);
    expect(place).toBe(order(fits(fair), { ...compared, of: good }, fits(oldest)).indexOf("good"));
  }
});
