import { describe, expect, it } from "vitest";
import { pageInSight, tenthOf } from "./part-in-sight.ts";

describe("the page that fills most of the screen", () => {
  const column = (scrolled: number, height = 1_000) =>
    [1, 2, 3, 4].map((page) => ({ page, top: (page - 1) * (height + 10) - scrolled, height }));
  const cases: [name: string, scrolled: number, height: number, page: number | null][] = [
    ["at the top", 0, 1_000, 1],
    ["a little of the next in sight", 350, 1_000, 1],
    ["more of the next", 700, 1_000, 2],
    ["in the middle of a page higher than the screen", 1_200, 3_000, 1],
    ["several small ones: the first that is whole", 150, 200, 2],
    ["all above", 9_000, 1_000, null],
  ];
  it.each(cases)("%s", (_name, scrolled, height, page) => {
    expect(pageInSight(column(scrolled, height), 800)).toBe(page);
  });
  it("nothing there", () => expect(pageInSight([], 800)).toBeNull());
});

describe("the tenth of a video", () => {
  const cases: [seconds: number, length: number, tenth: number | null][] = [
    [0, 100, 1],
    [9.99, 100, 1],
    [10, 100, 2],
    [99.9, 100, 10],
    [100, 100, 10],
    [3, Number.NaN, null],
    [3, Number.POSITIVE_INFINITY, null],
    [0, 0, null],
    [-1, 10, 1],
  ];
  it.each(cases)("%d of %d", (seconds, length, tenth) => expect(tenthOf(seconds, length)).toBe(tenth));
});
