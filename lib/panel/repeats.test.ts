import { describe, expect, it } from "vitest";
import type { Touchpoint } from "../contract/touchpoint.ts";
import { repeatedTitle, rowDetail, withRepeats } from "./repeats.ts";

const read = (at: string, more: Partial<Touchpoint> = {}): Touchpoint => ({
  id: at,
  kind: "page_viewed",
  title: "Read pricing page",
  passive: false,
  at,
  receivedAt: at,
  atBasis: "timestamp",
  source: { id: "00000000-0000-4000-8000-000000000901", name: "Website" },
  ...more,
});
const late = "2026-11-18T15:37:00.000Z";
const early = "2026-11-18T11:02:00.000Z";

describe("the same thing done again", () => {
  it.each<[string, Touchpoint[], string[]]>([
    ["twice on a day", [read(late), read(early)], ["Read pricing page, twice"]],
    [
      "three times on a day",
      [read(late), read("2026-11-18T12:00:00.000Z"), read(early)],
      ["Read pricing page, 3 times"],
    ],
    [
      "on two days",
      [read(late), read("2026-11-17T11:02:00.000Z")],
      ["Read pricing page", "Read pricing page"],
    ],
    [
      "with something between",
      [read(late), read("2026-11-18T12:00:00.000Z", { title: "Read security page" }), read(early)],
      ["Read pricing page", "Read security page", "Read pricing page"],
    ],
    ["in words", [read(late, { words: "When?" }), read(early)], ["Read pricing page", "Read pricing page"]],
    [
      "from another campaign",
      [read(late, { campaign: "Autumn" }), read(early)],
      ["Read pricing page", "Read pricing page"],
    ],
  ])("%s", (_case, touchpoints, titles) =>
    expect(withRepeats(touchpoints, "UTC").map(repeatedTitle)).toEqual(titles),
  );

  it("goes by the rep's own days", () => {
    expect(withRepeats([read(late), read(early)], "Asia/Tokyo")).toHaveLength(2);
  });
});

describe("the second line", () => {
  it.each<[string, Pick<Touchpoint, "detail" | "url">, string | undefined]>([
    ["the page's own path", { detail: "/pricing", url: "https://a.example/pricing?x=1" }, undefined],
    ["another path", { detail: "/pricing", url: "https://a.example/" }, "/pricing"],
    ["a path without an address", { detail: "/pricing" }, "/pricing"],
    ["words", { detail: "4 min, to the end", url: "https://a.example/pricing" }, "4 min, to the end"],
    ["nothing", {}, undefined],
  ])("%s", (_case, touchpoint, line) => expect(rowDetail(touchpoint)).toBe(line));
});
