import { describe, expect, it } from "vitest";
import { DateOrders, readDate } from "./read-dates.ts";

describe("a date", () => {
  it.each([
    ["2026-12-19", "month", "2026-12-19"],
    ["2026-12-19T00:00:00.000Z", "day", "2026-12-19"],
    ["2026/12/19", "day", "2026-12-19"],
    ["2026.12.9", "day", "2026-12-09"],
    ["2026年12月19日", "day", "2026-12-19"],
    ["19.12.2026", "month", "2026-12-19"],
    ["1.2.26", "month", "2026-02-01"],
    ["19. 12. 2026", "day", "2026-12-19"],
    ["19/12/2026", "day", "2026-12-19"],
    ["19-12-2026", "day", "2026-12-19"],
    ["12/19/2026", "month", "2026-12-19"],
    ["12/19/26", "month", "2026-12-19"],
    ["12/19/2026 12:00 AM", "month", "2026-12-19"],
    ["1/2/2026", "day", "2026-02-01"],
    ["1/2/2026", "month", "2026-01-02"],
    ["46375", "day", "2026-12-19"],
  ] as const)("%s, %s first", (cell, order, date) => {
    expect(readDate(cell, order)).toBe(date);
  });

  it.each([
    ["12/19/2026", "day"],
    ["19/12/2026", "month"],
    ["31.02.2026", "day"],
    ["2026-13-01", "day"],
    ["0001-01-01", "day"],
    ["12-19/2026", "month"],
    ["next week", "day"],
    ["Q4", "day"],
    ["12/2026", "day"],
    ["99999", "day"],
    ["", "day"],
  ] as const)("%s, %s first, is none", (cell, order) => {
    expect(readDate(cell, order)).toBeUndefined();
  });
});

describe("a column of dates", () => {
  it.each([
    [["1/2/2026", "19/12/2026"], { order: "day", matters: true }],
    [["1/2/2026", "12/19/2026"], { order: "month", matters: true }],
    [["1/2/2026", "3/4/2026"], { order: undefined, matters: true }],
    [["12/19/2026", "19/12/2026"], { order: undefined, matters: true }],
    [["1.2.2026"], { order: "day", matters: true }],
    [["2026-12-19", "2026-01-02"], { order: undefined, matters: false }],
    [["soon", ""], { order: undefined, matters: false }],
  ] as const)("%j", (cells, decided) => {
    const orders = new DateOrders();
    for (const cell of cells) orders.add(cell);
    expect(orders.decided).toEqual(decided);
  });
});
