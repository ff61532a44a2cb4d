import { describe, expect, test } from "vitest";
import { arrivalWords, eventWords } from "./history-words.ts";

const names = new Map([["7", "Eva Lind"]]);

describe("what became of an item, in words", () => {
  test.each([
    ["added", {}, "Dana Ruiz added a sentence"],
    ["reopened", {}, "Dana Ruiz opened it again"],
    ["credit_answered", { named: true }, "Dana Ruiz may be named"],
    ["credit_answered", { named: false }, "Dana Ruiz stays unnamed"],
    ["status", { to: "declined", plannedFor: null }, "Dana Ruiz set it to Declined"],
    ["status", { to: "planned", plannedFor: "2025-11-21" }, "Dana Ruiz set it to Planned for 21 Nov 2025"],
    ["status", { to: null, plannedFor: "2025-11-21" }, "Dana Ruiz planned it for 21 Nov 2025"],
    ["status", { to: null, plannedFor: null }, "Dana Ruiz took the date away"],
    ["assigned", { to: "7" }, "Dana Ruiz assigned it to Eva Lind"],
    ["assigned", { to: null }, "Dana Ruiz assigned it to nobody"],
    ["took_in", { items: 1 }, "Dana Ruiz merged one more into it"],
    ["took_in", { items: 14 }, "Dana Ruiz merged 14 more into it"],
    ["answered", { status: "changed" }, "Dana Ruiz answered: Changed"],
    ["undone", { of: "merge" }, "Dana Ruiz took the merge back"],
    ["undone", { of: "change" }, "Dana Ruiz took that back"],
    ["something_newer", {}, "Dana Ruiz changed it"],
    ["constructor", {}, "Dana Ruiz changed it"],
  ])("%s %j", (what, details, words) => {
    expect(eventWords({ what, by: "Dana Ruiz", details }, names)).toBe(words);
  });

  test.each([
    [59, undefined],
    [60, "Arrived after one minute without a connection"],
    [250, "Arrived after four minutes without a connection"],
    [59 * 60, "Arrived after 59 minutes without a connection"],
    [61 * 60, "Arrived after one hour without a connection"],
    [47 * 3600, "Arrived after 47 hours without a connection"],
    [72 * 3600, "Arrived after three days without a connection"],
  ])("%i seconds after the click", (seconds, words) => {
    const clicked = new Date("2026-03-02T09:00:00Z");
    expect(arrivalWords(clicked, new Date(clicked.getTime() + seconds * 1000))).toBe(words);
  });
});
