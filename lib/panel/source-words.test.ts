import { describe, expect, it } from "vitest";
import { sourceLines, sourcesFact } from "./source-words.ts";

const now = new Date("2026-11-20T12:00:00Z");
const source = (name: string, lastEventAt: string | null) => ({
  id: `00000000-0000-4000-8000-00000000000${name.length}`,
  name,
  type: "segment" as const,
  lastEventAt,
});

describe("the most useful fact of all sources", () => {
  it.each([
    ["none", [], undefined],
    ["one that sends", [source("Web", "2026-11-20T11:58:00Z")], "last event 2 min ago"],
    [
      "the newest of several",
      [source("Mail", "2026-11-20T09:00:00Z"), source("Web", "2026-11-20T11:58:00Z")],
      "last event 2 min ago",
    ],
    [
      "a silent one before those that send",
      [source("Web", "2026-11-20T11:58:00Z"), source("Mail", "2026-11-11T11:00:00Z")],
      "Mail: silent for 9 days",
    ],
    ["one that never sent", [source("Mail", null)], "Mail: connected, has sent nothing yet"],
  ])("%s", (_case, sources, fact) => expect(sourcesFact(sourceLines(sources, now))).toBe(fact));
});
