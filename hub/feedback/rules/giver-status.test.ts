import { expect, test } from "vitest";
import { canReopen, giverStatus } from "./giver-status.ts";

test.each([
  ["new", undefined, "new"],
  ["declined", undefined, "declined"],
  ["merged", "new", "merged"],
  ["merged", "seen", "merged"],
  ["merged", "planned", "planned"],
  ["merged", "changed", "changed"],
  ["merged", "declined", "declined"],
] as const)("%s, merged into %s, is %s to its giver", (own, main, expected) => {
  expect(giverStatus(own, main)).toBe(expected);
});

test.each([
  ["new", false, false],
  ["seen", false, false],
  ["seen", true, true],
  ["new", true, true],
  ["planned", false, true],
  ["changed", false, true],
  ["declined", false, true],
  ["merged", false, false],
] as const)("%s, answered %s: can be opened again: %s", (status, isAnswered, expected) => {
  expect(canReopen(status, isAnswered)).toBe(expected);
});
