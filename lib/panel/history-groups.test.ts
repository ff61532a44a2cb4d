import { describe, expect, it } from "vitest";
import type { Touchpoint } from "../contract/touchpoint.ts";
import { firstRows, type HistoryEntry, historyEntries } from "./history-groups.ts";

const clock = { now: new Date("2026-11-20T12:00:00Z"), zone: "Europe/Berlin" };

function touchpoint(id: string, at: string, receivedAt = at): Touchpoint {
  return {
    id,
    kind: "page_viewed",
    title: id,
    passive: false,
    at,
    receivedAt,
    atBasis: "timestamp",
    source: { id: "0b0b8a5e-3f0e-4a39-a9f5-d3a1f6f0c112", name: "Website" },
  };
}

const told = (entries: HistoryEntry[]) =>
  entries.map((entry) => {
    if (entry.kind === "week") return `# ${entry.title}`;
    if (entry.kind === "looked") return `-- ${entry.words}`;
    return entry.late ? `${entry.touchpoint.id} (late)` : entry.touchpoint.id;
  });

const rows = [
  touchpoint("today", "2026-11-20T09:03:00Z"),
  touchpoint("wednesday", "2026-11-18T09:00:00Z"),
  touchpoint("monday", "2026-11-16T08:00:00Z"),
  touchpoint("sunday", "2026-11-15T22:30:00Z"),
  touchpoint("old", "2026-11-04T09:00:00Z", "2026-11-19T09:00:00Z"),
  touchpoint("last year", "2025-11-04T09:00:00Z"),
];

describe("engagement history", () => {
  it("groups by the weeks of the rep's zone and parts new from known", () => {
    expect(told(historyEntries(rows, "2026-11-17T15:40:00Z", clock))).toEqual([
      "# This week",
      "today",
      "wednesday",
      "-- You last looked on Tuesday, 16:40",
      "monday",
      "# Last week",
      "sunday",
      "# Week of 2 November",
      "old (late)",
      "# Week of 3 November 2025",
      "last year",
    ]);
  });

  it.each<[string, string | null]>([
    ["never looked", null],
    ["looked after all of it", "2026-11-20T11:00:00Z"],
    ["looked before all of it", "2024-01-01T00:00:00Z"],
  ])("has no rule when there is nothing to part: %s", (_case, since) => {
    const entries = historyEntries(rows, since, clock);
    expect(entries.some(({ kind }) => kind === "looked")).toBe(false);
    expect(entries.filter(({ kind }) => kind === "touchpoint")).toHaveLength(rows.length);
  });

  it("puts the rule before the next week's heading, not after it", () => {
    expect(told(historyEntries(rows.slice(0, 4), "2026-11-16T00:00:00Z", clock))).toEqual([
      "# This week",
      "today",
      "wednesday",
      "monday",
      "-- You last looked on Monday, 01:00",
      "# Last week",
      "sunday",
    ]);
  });

  it("gives every entry its own key", () => {
    const keys = historyEntries(rows, "2026-11-17T15:40:00Z", clock).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("cuts after a row, never after a heading or the rule", () => {
    const entries = historyEntries(rows, "2026-11-17T15:40:00Z", clock);
    expect(told(firstRows(entries, 2))).toEqual(["# This week", "today", "wednesday"]);
    expect(told(firstRows(entries, 3)).at(-1)).toBe("monday");
    expect(firstRows(entries, 99)).toEqual(entries);
    expect(firstRows([], 5)).toEqual([]);
  });

  it("begins a new heading when rows are out of order, and still keeps them all", () => {
    const entries = historyEntries(
      [rows[4], rows[0]].filter((row) => row !== undefined),
      null,
      clock,
    );
    expect(told(entries)).toEqual(["# Week of 2 November", "old", "# This week", "today"]);
  });
});
