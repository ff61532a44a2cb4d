import { expect, test } from "vitest";
import { creditWords } from "./credit-words.ts";

test.each([
  [["Jonas Weber"], "Jonas Weber"],
  [[null], "a rep"],
  [[null, null], "2 reps"],
  [["Nadia Brandt", null], "Nadia Brandt and a rep"],
  [[null, "Nadia Brandt", null], "Nadia Brandt and 2 reps"],
  [["Nadia Brandt", "Jonas Weber"], "Nadia Brandt and Jonas Weber"],
  [["Nadia Brandt", "Jonas Weber", "Ida Lund"], "Nadia Brandt, Jonas Weber and Ida Lund"],
  [["Nadia Brandt", "Jonas Weber", "Ida Lund", null], "Nadia Brandt, Jonas Weber, Ida Lund and a rep"],
  [["A", "B", "C", "D"], "A, B, C and 1 more"],
  [["A", null, "B", "C", "D", "E", null], "A, B, C and 4 more"],
])("%j", (names, expected) => {
  expect(creditWords(names)).toBe(`Improved with feedback from ${expected}`);
});
