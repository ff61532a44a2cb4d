import { describe, expect, it } from "vitest";
import { amountWords, closesWords, endWords, importedWords } from "./opportunity-words.ts";

describe("an opportunity", () => {
  it.each([
    [86_000, "EUR", "€ 86,000"],
    [12_400.5, "CHF", "CHF 12,400.50"],
    [0, "USD", "$ 0"],
    [1_000_000, "", "1,000,000"],
    [5, "XQZ", "XQZ 5"],
    // Not three letters: written as it came.
    [5, "E", "E 5"],
    [null, "EUR", "not said"],
  ] as const)("of %s %s", (amount, currency, words) => {
    expect(amountWords({ amount, currency })).toBe(words);
  });

  it("closes on a day of the calendar, wherever it is read", () => {
    expect(closesWords("2026-12-19")).toBe("19 Dec 2026");
    expect(closesWords(null)).toBe("not said");
  });

  it.each([
    [{ open: true, won: false }, "open"],
    [{ open: false, won: true }, "won"],
    [{ open: false, won: false }, "lost"],
  ])("%o", (state, words) => {
    expect(endWords(state)).toBe(words);
  });
});

describe("an import", () => {
  const reply = { lines: 3, columns: [], faults: [] };
  it.each([
    [{ taken: 212, changed: 40, unknownContacts: 0, bad: 0 }, "212 opportunities, 40 of them new or changed"],
    [
      { taken: 1, changed: 0, unknownContacts: 1, bad: 2 },
      "1 opportunity, 0 of them new or changed; 1 contact whom nobody here knows yet; 2 lines not taken",
    ],
  ])("%o", (counts, words) => {
    expect(importedWords({ ...reply, ...counts })).toBe(words);
  });
});
