import { describe, expect, test } from "vitest";
import { durationOf, readingOf, readSummary, Summary } from "./reading.ts";

const person = { state: "person", at: "2026-03-02T09:00:00.000Z", places: 1 } as const;

describe("a share's reading in one line", () => {
  test.each<[string, Parameters<typeof readingOf>[1], Partial<Summary>]>([
    ["Not opened yet", "pdf", {}],
    ["Opened by a mail scanner, not by a person yet", "pdf", { state: "automated", by: "a mail scanner" }],
    ["Opened by a machine, not by a person yet", "pdf", { state: "automated" }],
    ["Opened by someone of your own team", "pdf", { state: "internal" }],
    ["Opened; we cannot tell whether by a person", "pdf", { state: "unknown" }],
    ["Opened; we cannot tell by whom or how long", "web_page", { state: "fetched" }],
    ["Read 3 of 4 pages, 2 min", "pdf", { ...person, seen: [1, 2, 4], pages: 4, ms: 118_000 }],
    ["Read it, 40 s", "pdf", { ...person, seen: [1], pages: 1, ms: 40_200 }],
    ["Watched 70 %, 3 min", "video", { ...person, seen: [1, 2, 3, 4, 5, 6, 7], ms: 170_000 }],
    ["Looked at it, 5 s", "image", { ...person, seen: [1], ms: 5_000 }],
    ["Opened, 1 s", "pdf", { ...person, seen: [], pages: 4, ms: 800 }],
    [
      "Read 1 of 4 pages, 40 s, in two places",
      "pdf",
      { ...person, places: 2, seen: [1], pages: 4, ms: 40_000 },
    ],
    ["Opened by a person; nothing more is noted", "pdf", person],
  ])("%s", (words, kind, summary) => {
    expect(readingOf(Summary.parse(summary), kind).words).toBe(words);
  });

  test("what an older or a newer release wrote is read as far as it goes", () => {
    expect(readSummary({}).state).toBe("none");
    expect(readSummary({ state: "glanced" }).state).toBe("none");
    expect(readSummary({ state: "person", more: 1 }).state).toBe("person");
  });

  test.each([
    [0, "1 s"],
    [59_400, "59 s"],
    [59_600, "1 min"],
    [3_599_000, "1 h"],
    [3_900_000, "1 h 5 min"],
  ])("%i ms are %s", (ms, words) => {
    expect(durationOf(ms)).toBe(words);
  });
});
