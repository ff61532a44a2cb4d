import { expect, test } from "vitest";
import { cutNames } from "./cut-names.ts";

test.each([
  ["Maya Okafor asked for a reference.", ["Maya Okafor"], "[erased] asked for a reference."],
  ["maya  okafor asked; MAYA left.", ["Maya Okafor"], "[erased] asked; [erased] left."],
  ["Okafor's team, and Ms. Okafor", ["Maya Okafor"], "[erased]'s team, and Ms. [erased]"],
  ["Okafor, Maya", ["Maya Okafor"], "[erased]"],
  ["The mayan calendar and Okaforia stay", ["Maya Okafor"], "The mayan calendar and Okaforia stay"],
  // Small parts are words of their own.
  [
    "He went to the van de Berg site with Jan",
    ["Jan van de Berg"],
    "He went to the [erased] site with [erased]",
  ],
  ["The van stood by", ["Jan van de Berg"], "The van stood by"],
  ["Li said that the list is fine; li", ["Li Wu"], "[erased] said that the list is fine; li"],
  ["José and José", ["Jose\u0301 Núñez"], "[erased] and [erased]"],
  ["王小明 said yes", ["王小明"], "[erased] said yes"],
  ["maya okafor, written small; maya", ["maya okafor"], "[erased], written small; [erased]"],
  ["Nothing here (a+b)", ["A. (B) [C]"], "Nothing here (a+b)"],
  ["Nothing here", [], "Nothing here"],
  ["Nothing here", ["", " ", "-"], "Nothing here"],
])("%j without %j", (text, names, expected) => {
  expect(cutNames(text, names)).toBe(expected);
});
