import { expect, test } from "vitest";
import { newestWord } from "./newest-word.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));
const stood = (id: string, minute: number, wasRead = false) => ({
  id,
  clickedAt: at(minute),
  wasRead,
});

test.each([
  ["nothing stands", [], { late: false, takenBack: [], replaced: [] }],
  ["an earlier click", [stood("a", 1)], { late: false, takenBack: ["a"], replaced: [] }],
  ["the same moment: what comes later", [stood("a", 5)], { late: false, takenBack: ["a"], replaced: [] }],
  ["one that was read", [stood("a", 1, true)], { late: false, takenBack: [], replaced: ["a"] }],
  ["both", [stood("a", 1), stood("b", 2, true)], { late: false, takenBack: ["a"], replaced: ["b"] }],
  ["a later click", [stood("a", 6)], { late: true, takenBack: [], replaced: [] }],
  [
    "a later click, and an earlier one",
    [stood("a", 6), stood("b", 1)],
    { late: true, takenBack: [], replaced: [] },
  ],
])("%s", (_, standing, expected) => {
  expect(newestWord(at(5), standing)).toEqual(expected);
});
