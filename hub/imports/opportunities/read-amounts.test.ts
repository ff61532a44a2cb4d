import { describe, expect, it } from "vitest";
import { DecimalSigns, readAmount } from "./read-amounts.ts";

describe("an amount by itself", () => {
  it.each([
    ["86000", 86_000, undefined],
    ["86000.00", 86_000, undefined],
    ["86000.5", 86_000.5, undefined],
    ["1.234,56", 1_234.56, undefined],
    ["1,234.56", 1_234.56, undefined],
    ["1.234.567", 1_234_567, undefined],
    ["1,234,567", 1_234_567, undefined],
    ["12,34,567.00", 1_234_567, undefined],
    ["86.000", 86_000, undefined],
    ["86,000", 86_000, undefined],
    ["0,500", 0.5, undefined],
    ["12,5", 12.5, undefined],
    ["EUR 86,000.00", 86_000, "EUR"],
    ["86.000,00 €", 86_000, "EUR"],
    ["€ 1.200", 1_200, "EUR"],
    ["$86,000", 86_000, "USD"],
    ["£1,200.50", 1_200.5, "GBP"],
    ["US$ 5", 5, "USD"],
    ["86'000.00 CHF", 86_000, "CHF"],
    ["86 000,00 €", 86_000, "EUR"],
    ["86 000,00 €", 86_000, "EUR"],
    ["(1,200.00)", -1_200, undefined],
    ["-1,200", -1_200, undefined],
    ["EUR -1.200,00", -1_200, "EUR"],
    ["-€5.00", -5, "EUR"],
    ["0", 0, undefined],
    ["-0", 0, undefined],
  ])("%s", (cell, amount, currency) => {
    expect(readAmount(cell, undefined, undefined)).toEqual({
      amount,
      ...(currency === undefined ? {} : { currency }),
    });
  });

  it.each([
    "",
    "a lot",
    "86k",
    "1.5M",
    "12/19/2026",
    "1..2",
    "1,2,3",
    "12,34.56,7",
    "€",
    "--5",
    "1e9",
    "EUR 5 USD",
  ])("%s is none", (cell) => {
    expect(readAmount(cell, undefined, undefined)).toBeUndefined();
  });

  it("says which dollars they are where the importer does", () => {
    expect(readAmount("$5", undefined, "CAD")).toEqual({ amount: 5, currency: "CAD" });
    expect(readAmount("$5", undefined, "EUR")).toEqual({ amount: 5, currency: "USD" });
  });
});

describe("a column of amounts", () => {
  it.each([
    [["1.234", "99,50"], ",", 1_234],
    [["1.234", "99.50"], ".", 1.234],
    [["1.234", "86000.00"], ".", 1.234],
    [["1.234", "12.000"], undefined, 1_234],
    [["1.234", "1.234.567"], ",", 1_234],
  ] as const)("%j", (cells, sign, first) => {
    const signs = new DecimalSigns();
    for (const cell of cells) signs.add(cell);
    expect(signs.sign).toBe(sign);
    expect(readAmount(cells[0], signs.sign, undefined)?.amount).toBe(first);
  });
});
