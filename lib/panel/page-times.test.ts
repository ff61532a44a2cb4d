import { expect, it } from "vitest";
import type { Share } from "../contract/share.ts";
import { pageTimes } from "./page-times.ts";

const of = (kind: Share["kind"], pages: number | null) => ({ kind, reading: { pages } as Share["reading"] });
const drawn = (found: ReturnType<typeof pageTimes>) =>
  found.sheets.map(({ name, seconds, fill }) => `${name} ${seconds} ${fill.toFixed(2)}`);

it("draws each page, filled by its share of the longest, and what was not read", () => {
  const found = pageTimes(of("pdf", 4), [
    { page: 1, seconds: 22 },
    { page: 2, seconds: 91 },
    { page: 3, seconds: 1 },
  ]);
  expect(drawn(found)).toEqual(["Page 1 22 0.24", "Page 2 91 1.00", "Page 3 1 0.12", "Page 4 0 0.00"]);
  expect(found.more).toBe(0);
});

it("draws the tenths of a video", () => {
  expect(drawn(pageTimes(of("video", null), [{ page: 1, seconds: 25 }]))).toHaveLength(10);
});

it("draws of a long document what was read, and counts the rest", () => {
  const found = pageTimes(of("pdf", 200), [
    { page: 7, seconds: 10 },
    { page: 150, seconds: 5 },
  ]);
  expect(drawn(found)).toEqual(["Page 7 10 1.00", "Page 150 5 0.50"]);
  expect(found.more).toBe(198);
});

it("draws nothing where nobody read", () => {
  expect(pageTimes(of("pdf", 4), [])).toEqual({ sheets: [], more: 0 });
  expect(pageTimes(of("pdf", 4), [{ page: 1, seconds: 0 }])).toEqual({ sheets: [], more: 0 });
});
