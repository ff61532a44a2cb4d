import { describe, expect, test } from "vitest";
import { pauseBefore } from "./retry.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");

describe("the pause before the next try", () => {
  test.each([
    ["first, least", 1, null, 0, 200],
    ["first, most", 1, null, 1, 400],
    ["second", 2, null, 1, 800],
    ["third", 3, null, 1, 1600],
    ["late ones stop growing", 12, null, 1, 5000],
    ["Retry-After in seconds", 1, "2", 0, 2000],
    ["Retry-After shorter than our own", 3, "0", 1, 1600],
    ["Retry-After as a date", 1, "Sun, 22 Nov 2026 10:00:03 GMT", 0, 3000],
    ["Retry-After in the past", 1, "Sun, 22 Nov 2026 09:00:00 GMT", 0, 200],
    ["Retry-After that says nothing", 1, "soon", 0, 200],
    ["longer than a rep waits", 1, "60", 0, null],
  ])("%s", (_what, tried, retryAfter, chance, expected) => {
    expect(pauseBefore(tried, retryAfter, chance, NOW)).toBe(expected);
  });
});
