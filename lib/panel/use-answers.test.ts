import { expect, it } from "vitest";
import { MINE } from "../../test/gallery/feedback.ts";
import { merged } from "./use-answers.ts";

const [changed, planned, flat] = MINE;
if (!changed || !planned || !flat) throw new Error("The gallery has three items.");

it("keeps on top what was seen there, and puts above what is new", () => {
  const first = merged([], [changed]);
  expect(first).toEqual([changed]);
  expect(merged(first, [])).toBe(first);
  expect(merged(first, [planned])).toEqual([planned, changed]);
});

it("shows an item as it is now, and is the same list where only the looking changed", () => {
  const before = [changed];
  expect(merged(before, [{ ...changed, unseen: false }])).toBe(before);
  const again = { ...changed, answers: [...changed.answers, ...planned.answers] };
  expect(merged(before, [again])).toEqual([again]);
});
