import { expect, test } from "vitest";
import { toldOf } from "./told.ts";

test.each<[string, [string, number][], [string, number][]]>([
  ["nothing", [], []],
  ["one", [["Evaluation", 5]], [["Evaluation", 5]]],
  [
    "what is said again began when it was said first",
    [
      ["Evaluation", 9],
      ["Evaluation", 5],
      ["Discovery", 2],
    ],
    [
      ["Evaluation", 5],
      ["Discovery", 2],
    ],
  ],
  [
    "what was left and came back began when it came back",
    [
      ["Evaluation", 9],
      ["Lost", 7],
      ["Evaluation", 5],
    ],
    [
      ["Evaluation", 9],
      ["Lost", 7],
      ["Evaluation", 5],
    ],
  ],
])("%s", (_name, facts, told) => {
  const of = (pairs: [string, number][]) => pairs.map(([value, at]) => ({ value, at }));
  expect(toldOf(of(facts))).toEqual(of(told));
});
