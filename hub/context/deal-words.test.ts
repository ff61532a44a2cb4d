import { expect, test } from "vitest";
import { dealWords } from "./deal-words.ts";

const now = new Date("2026-11-03T09:00:00Z");

test.each([
  [{ amount: 86_000, currency: "EUR", closesOn: "2026-12-19" }, "€ 86,000, closes 19 Dec"],
  [{ amount: 1_250_000.4, currency: "USD", closesOn: "2027-01-05" }, "$ 1,250,000, closes 5 Jan 2027"],
  [{ amount: 5_000, currency: "CHF", closesOn: null }, "CHF 5,000"],
  [{ amount: 5_000, currency: "XQZ", closesOn: null }, "XQZ 5,000"],
  [{ amount: 86_000, currency: "", closesOn: "2026-12-19" }, "86,000, closes 19 Dec"],
  [{ amount: null, currency: "EUR", closesOn: "2026-12-19" }, "Open opportunity, closes 19 Dec"],
  [{ amount: null, currency: "", closesOn: null }, "Open opportunity"],
])("%j", (deal, expected) => {
  expect(dealWords(deal, now)).toBe(expected);
});
