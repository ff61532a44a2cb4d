import { describe, expect, it } from "vitest";
import { pageAtLine, readingLine, tenthOf } from "./part-in-sight.ts";

const SHOWN = 640;
const GAP = 10;

/** The page that is read when pages of these heights are scrolled so far. */
function readAt(heights: number[], top: number): number | null {
  const whole = heights.reduce((sum, height) => sum + height + GAP, GAP);
  let from = GAP - top;
  const placed = heights.map((height, index) => {
    const place = { page: index + 1, top: from, height };
    from += height + GAP;
    return place;
  });
  return pageAtLine(placed, readingLine({ top, whole, shown: SHOWN }));
}

describe("the page that is read", () => {
  const tall = [560, 560, 560, 560];
  const slides = Array.from({ length: 8 }, () => 220);
  const mixed = [560, 560, 220, 560, 560];
  const cases: [name: string, heights: number[], top: number, page: number][] = [
    ["at the top", tall, 0, 1],
    ["a little of the next in sight", tall, 150, 1],
    ["more of the next in sight", tall, 400, 2],
    ["at the end", tall, 4 * 570 + GAP - SHOWN, 4],
    ["a page higher than the screen, in its middle", [560, 3_000, 560], 1_500, 2],
    ["slides: the first, though three are in sight", slides, 0, 1],
    ["slides: the middle one of three", slides, 600, 4],
    ["slides: the last, though three are in sight", slides, 8 * 230 + GAP - SHOWN, 8],
    ["a small page between large ones has its turn", mixed, 940, 3],
    ["all on one screen", [200, 200], 0, 1],
    ["two slides and a half, scrolled to the end", [220, 220, 220], 3 * 230 + GAP - SHOWN, 3],
  ];
  it.each(cases)("%s", (_name, heights, top, page) => expect(readAt(heights, top)).toBe(page));

  it.each([
    ["full pages", tall],
    ["slides", slides],
    ["large and small ones", mixed],
    ["a few slides", [220, 220, 220, 220]],
  ])("scrolling through %s passes each, in order", (_name, heights) => {
    const whole = heights.reduce((sum, height) => sum + height + GAP, GAP);
    const passed: (number | null)[] = [];
    for (let top = 0; top <= whole - SHOWN; top += 1) {
      const page = readAt(heights, top);
      if (passed.at(-1) !== page) passed.push(page);
    }
    expect(passed).toEqual(heights.map((_height, index) => index + 1));
  });

  it("nothing there", () => expect(pageAtLine([], 100)).toBeNull());
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
