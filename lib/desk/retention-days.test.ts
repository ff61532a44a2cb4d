import { expect, test } from "vitest";
import { isDays, kindsChange } from "./retention-days.ts";

test.each([
  ["", "touchpoints", true],
  ["", "lookUps", false],
  [" 30 ", "lookUps", true],
  ["91", "lookUps", false],
  ["36500", "rawEvents", true],
  ["36501", "rawEvents", false],
  ["0", "rawEvents", false],
  ["1.5", "rawEvents", false],
  ["-3", "rawEvents", false],
  ["a year", "rawEvents", false],
] as const)("%j days of %s: %s", (text, field, right) => {
  expect(isDays(text, field)).toBe(right);
});

test.each([
  [{}, {}, {}],
  [{ page_viewed: 30 }, { page_viewed: "30" }, {}],
  [{ page_viewed: null }, { page_viewed: "" }, {}],
  [{ page_viewed: 30 }, { page_viewed: "" }, { page_viewed: null }],
  [{ page_viewed: 30 }, {}, { page_viewed: "default" }],
  [{}, { email_opened: "", page_viewed: " 7 " }, { email_opened: null, page_viewed: 7 }],
])("from %j typed as %j is said %j", (before, typed, said) => {
  expect(kindsChange(before, typed)).toEqual(said);
});
