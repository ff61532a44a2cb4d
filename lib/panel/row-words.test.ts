import { expect, it } from "vitest";
import { kindChoices, rowTitle, total } from "./kind-words.ts";
import { sourceLines } from "./source-words.ts";

const kinds = [
  { kind: "page_viewed" as const, passive: false, count: 20 },
  { kind: "demo_requested" as const, passive: false, count: 1 },
  { kind: "other" as const, passive: false, count: 2 },
  { kind: "other" as const, passive: true, count: 3 },
  { kind: "email_sent" as const, passive: true, count: 22 },
  { kind: "video_watched" as const, passive: false, count: 0 },
  { kind: "unknown" as const, passive: false, count: 4 },
];

it("offers the kinds there are, hands first, what we sent only while it is shown", () => {
  expect(kindChoices(kinds, false).map(({ words, count }) => `${words} ${count}`)).toEqual([
    "Demo requests 1",
    "Page views 20",
    "Other 2",
  ]);
  expect(kindChoices(kinds, true).map(({ words, count }) => `${words} ${count}`)).toEqual([
    "Demo requests 1",
    "Page views 20",
    "E-mails sent 22",
    "Other 5",
  ]);
});

it("counts theirs and ours apart", () => {
  expect([total(kinds, false), total(kinds, true)]).toEqual([27, 25]);
});

it.each([
  [{ kind: "page_viewed" as const, passive: false, title: "Read pricing" }, "Read pricing"],
  [{ kind: "email_sent" as const, passive: true, title: "Sent: newsletter" }, "Sent: newsletter"],
  [{ kind: "email_opened" as const, passive: true, title: "Mail opened: news" }, "Mail opened: news"],
  [{ kind: "other" as const, passive: true, title: "gift box" }, "Sent: gift box"],
  [{ kind: "other" as const, passive: true, title: "SMS Sent" }, "SMS Sent"],
  [{ kind: "other" as const, passive: true, title: "Push delivered" }, "Push delivered"],
  [{ kind: "other" as const, passive: true, title: "Score Changed" }, "Score Changed"],
  [{ kind: "other" as const, passive: true, title: "Added to campaign" }, "Added to campaign"],
  [{ kind: "other" as const, passive: false, title: "gift box" }, "gift box"],
])("%j reads %s", (touchpoint, title) => expect(rowTitle(touchpoint)).toBe(title));

it("says how fresh each source is, silent ones first", () => {
  const source = (name: string, lastEventAt: string | null) => ({
    id: name,
    name,
    type: "segment",
    lastEventAt,
  });
  const lines = sourceLines(
    [
      source("Website", "2026-11-20T11:58:00Z"),
      source("Mail", "2026-11-11T12:00:00Z"),
      source("Webinars", null),
    ],
    new Date("2026-11-20T12:00:00Z"),
  );
  expect(lines.map(({ name, words }) => `${name}: ${words}`)).toEqual([
    "Mail: silent for 9 days",
    "Webinars: connected, has sent nothing yet",
    "Website: last event 2 min ago",
  ]);
});
