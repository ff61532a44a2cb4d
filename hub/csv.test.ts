import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { CSV_START, csvLine } from "./csv.ts";

const read = (file: string): string[][] => parse(file, { bom: true, relax_column_count: true });

test.each([
  "=1+1",
  "+49 30 1234",
  "-2+3",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  '=HYPERLINK("https://x.example","Click")',
  "＝1",
])("%j stays text", (formula) => {
  expect(read(csvLine(["a", formula]))).toEqual([["a", `'${formula}`]]);
});

test("numbers are numbers, what is absent is empty", () => {
  expect(csvLine([-5, null, "x"])).toBe("-5,,x\r\n");
});

test("any text is read as it was, but for the apostrophe", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 4 }), { minLength: 1 }),
      (rows) => {
        const file = CSV_START + csvLine(["head", "head"]) + rows.map(csvLine).join("");
        const back = read(file).slice(1);
        expect(back.length).toBe(rows.length);
        for (const [n, row] of rows.entries())
          for (const [m, cell] of row.entries()) {
            const text = back[n]?.[m] ?? "";
            expect([cell, `'${cell}`]).toContain(text);
            expect(text).not.toMatch(/^[=+\-@\t\r]/);
          }
      },
    ),
  );
});
