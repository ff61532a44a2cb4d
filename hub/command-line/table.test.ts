import { expect, test } from "vitest";
import { table } from "./table.ts";

test("a table has columns, figures at the right, and no control characters", () => {
  expect(
    table(
      ["Name", "Events"],
      [
        ["Web\u001b[31msite\u202e", 7],
        ["A", 1200],
      ],
    ),
  ).toBe(["Name         Events", "Web[31msite       7", "A              1200"].join("\n"));
});
