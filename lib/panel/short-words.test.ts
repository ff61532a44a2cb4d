import { describe, expect, it } from "vitest";
import type { Share } from "../contract/share.ts";
import type { Touchpoint } from "../contract/touchpoint.ts";
import { matchWords } from "./match-words.ts";
import { readingNews, shortRows, shortWords } from "./short-words.ts";
import { newestByReceipt } from "./use-seen.ts";

const clock = { now: new Date("2026-11-20T12:00:00Z"), zone: "Europe/Berlin" };
const kinds = [
  { kind: "page_viewed" as const, passive: false, count: 47 },
  { kind: "email_sent" as const, passive: true, count: 9 },
];

it.each([
  [null, 47, "47 so far, first look"],
  ["2026-11-17T15:40:00Z", 3, "3 new since Tuesday"],
  ["2026-11-17T15:40:00Z", 10_008, "10,008 new since Tuesday"],
  ["2026-11-19T15:40:00Z", 1, "1 new since yesterday"],
  ["2026-11-20T09:03:00Z", 0, "Nothing new since 10:03"],
])("since %s with %d unseen: %s", (since, count, words) =>
  expect(shortWords({ unseen: { since, count }, kinds }, clock)).toBe(words),
);

const row = (id: string, receivedAt: string, passive = false): Touchpoint => ({
  id,
  kind: "page_viewed",
  title: id,
  passive,
  at: receivedAt,
  receivedAt,
  atBasis: "timestamp",
  source: { id: "0b0b8a5e-3f0e-4a39-a9f5-d3a1f6f0c112", name: "Website" },
});
const items = [
  row("a", "2026-11-18T09:00:00Z"),
  row("mail", "2026-11-18T09:00:00Z", true),
  row("b", "2026-11-16T09:00:00Z"),
  row("c", "2026-11-15T09:00:00Z"),
  row("late", "2026-11-19T09:00:00Z"),
];

describe("In short", () => {
  it.each([
    ["never looked", null, ["a", "b", "c"]],
    ["what arrived late is new too", "2026-11-17T00:00:00Z", ["a", "late", "b"]],
    ["nothing new", "2026-11-20T00:00:00Z", ["a", "b", "c"]],
  ])("%s", (_case, since, ids) =>
    expect(
      shortRows({ touchpoints: { items, next: null }, unseen: { since, count: 0 } }, "UTC").map(
        ({ touchpoint }) => touchpoint.id,
      ),
    ).toEqual(ids),
  );
});

const read = (id: string, state: Share["reading"]["state"], at: string | null, tracked = true) =>
  ({ id, tracked, reading: { state, at } }) as Share;

it.each([
  ["2026-11-17T00:00:00Z", ["c", "a"]],
  [null, ["c", "a", "b"]],
  ["2026-11-20T00:00:00Z", []],
])("what people read of what was sent is news since %s: %j", (since, ids) => {
  const shares = [
    read("a", "person", "2026-11-18T09:00:00Z"),
    read("b", "person", "2026-11-16T09:00:00Z"),
    read("c", "person", "2026-11-19T09:00:00Z"),
    read("machine", "automated", "2026-11-19T09:00:00Z"),
    read("unread", "none", null),
    read("untracked", "person", "2026-11-19T09:00:00Z", false),
  ];
  expect(readingNews(shares, { since, count: 0 }).map(({ id }) => id)).toEqual(ids);
});

it("names the newest row by receipt, not by time", () => {
  expect(newestByReceipt(items)).toBe("late");
  expect(newestByReceipt([])).toBeNull();
});

it.each([
  [{ by: "record" as const }, "Matched by record · data 2 min old"],
  [{ by: "picked" as const, confirmationId: "x" }, "Confirmed by you · data 2 min old"],
  [{ by: "picked" as const }, "Confirmed by your team · data 2 min old"],
  [{ by: "email" as const, email: "m@i.example" }, "Found by e-mail · data 2 min old"],
  [{ by: "none" as const }, "No match · data 2 min old"],
])("%j: %s", (match, words) => {
  const view = { fetchedAt: "2026-11-20T11:58:00Z", context: { match } } as Parameters<typeof matchWords>[0];
  expect(matchWords(view, clock)).toBe(words);
});
