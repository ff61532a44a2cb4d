import { describe, expect, it } from "vitest";
import type { WeekCount } from "../contract/context.ts";
import { weekChart, weekSums } from "./weeks.ts";

/** 26 weeks that end with the one of 16 November 2026. */
function weeks(counts: Record<number, [active: number, passive: number]>): WeekCount[] {
  return Array.from({ length: 26 }, (_, index) => ({
    week: new Date(Date.UTC(2026, 10, 16 - 7 * (25 - index))).toISOString().slice(0, 10),
    active: counts[index]?.[0] ?? 0,
    passive: counts[index]?.[1] ?? 0,
  }));
}

describe("the picture", () => {
  it.each<[string, Record<number, [number, number]>]>([
    ["a quiet half year", { 3: [1, 0], 20: [2, 1] }],
    ["a flood", { 3: [1, 1], 20: [100_000, 90_000] }],
    ["every week", Object.fromEntries(Array.from({ length: 26 }, (_, index) => [index, [index, 1]]))],
  ])("keeps every bar inside and on its side of the line: %s", (_case, counts) => {
    const chart = weekChart(weeks(counts));
    for (const bar of chart.active) {
      expect(bar.y).toBeGreaterThanOrEqual(0);
      expect(bar.y + bar.height).toBeLessThan(chart.line);
    }
    for (const bar of chart.passive) {
      expect(bar.y).toBeGreaterThan(chart.line);
      expect(bar.y + bar.height).toBeLessThanOrEqual(chart.height);
    }
    for (const bar of [...chart.active, ...chart.passive]) {
      expect(bar.x).toBeGreaterThanOrEqual(0);
      expect(bar.x + bar.width).toBeLessThanOrEqual(100);
    }
  });

  it("draws nothing for a week with nothing, and something visible for one", () => {
    const chart = weekChart(weeks({ 3: [1, 0], 20: [100_000, 0] }));
    expect(chart.active.map(({ week }) => week)).toEqual(["2026-06-15", "2026-10-12"]);
    expect(chart.passive).toEqual([]);
    expect(chart.active[0]?.height).toBeGreaterThanOrEqual(3);
  });

  it("is higher for more", () => {
    const [one, five] = weekChart(weeks({ 3: [1, 0], 20: [5, 0] })).active;
    expect(five?.height).toBeGreaterThan((one?.height ?? 0) * 4);
  });

  it("names a month at the first week that begins in it", () => {
    expect(weekChart(weeks({})).months.map(({ name }) => name)).toEqual([
      "Jun",
      "Jul",
      "Aug",
      "Sep",
      "Oct",
      "Nov",
    ]);
  });

  it("is empty without weeks", () => {
    expect(weekChart([])).toMatchObject({ active: [], passive: [], months: [] });
  });
});

describe("the sentence", () => {
  it.each<[string, Record<number, [number, number]>, string | undefined]>([
    ["this week", { 25: [5, 1], 3: [2, 0] }, "Most this week, 5"],
    ["last week", { 24: [5, 1] }, "Most last week, 5"],
    ["by its Monday", { 23: [5, 1], 25: [4, 0] }, "Most in the week of 2 Nov, 5"],
    ["the latest of equals", { 3: [2, 0], 24: [2, 0] }, "Most last week, 2"],
    ["no week that stands out", { 3: [1, 0], 24: [1, 0] }, undefined],
    ["nothing of theirs", { 3: [0, 4] }, undefined],
  ])("%s", (_case, counts, most) => expect(weekSums(weeks(counts)).most).toBe(most));

  it("adds up", () => {
    expect(weekSums(weeks({ 1: [2, 3], 25: [4, 5] }))).toMatchObject({ active: 6, passive: 8 });
  });
});
