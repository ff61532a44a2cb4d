import { describe, expect, test } from "vitest";
import type { Theme } from "../../contract/inbox.ts";
import {
  amountWords,
  dueInWords,
  dueWords,
  moreSay,
  nameList,
  saidWords,
  stateWords,
  themeWords,
} from "./inbox-words.ts";

const clock = { now: new Date("2026-11-10T10:00:00Z"), zone: "UTC" };

describe("words of the inbox", () => {
  test.each([
    ["2026-11-10T16:42:00Z", "due today 16:42", "near"],
    ["2026-11-11T09:10:00Z", "due Wed 09:10", "quiet"],
    ["2026-12-05T09:10:00Z", "due 5 Dec", "quiet"],
    ["2026-11-10T07:00:00Z", "3 h overdue", "late"],
    ["2026-11-09T09:00:00Z", "1 working day overdue", "late"],
    ["2026-11-06T15:00:00Z", "2 working days overdue", "late"],
    ["2026-10-27T15:00:00Z", "10 working days overdue", "late"],
  ])("due %s is %s", (at, text, tone) => expect(dueWords(at, clock)).toEqual({ text, tone }));

  test("over the answer it says how long is left", () => {
    expect(dueInWords("2026-11-10T16:42:00Z", clock).text).toBe("due 16:42, in 6 h");
    expect(dueInWords("2026-11-12T10:00:00Z", clock).text).toBe("due Thu 10:00, in 2 days");
    expect(dueInWords("2026-11-10T09:00:00Z", clock).text).toBe("1 h overdue");
  });

  test.each([
    ["2026-11-10T08:31:00Z", "today 08:31"],
    ["2026-11-06T16:42:00Z", "Fri 16:42"],
    ["2026-10-05T16:42:00Z", "5 Oct"],
  ])("said %s is %s", (at, words) => expect(saidWords(at, clock)).toBe(words));

  const state = { status: "new", plannedFor: null, dueAt: null, answeredAt: null } as const;
  test.each([
    [{ ...state, dueAt: "2026-11-11T09:10:00Z" }, "due Wed 09:10"],
    [state, "New"],
    [{ ...state, status: "seen", answeredAt: "2026-11-09T09:10:00Z" }, "Seen, answered"],
    [{ ...state, status: "planned", plannedFor: "2026-11-21" }, "Planned 21 Nov"],
    [
      { ...state, status: "planned", plannedFor: "2026-11-21", dueAt: "2026-11-11T09:10:00Z" },
      "due Wed 09:10",
    ],
    [{ ...state, status: "changed", answeredAt: "2026-11-09T09:10:00Z" }, "Changed"],
    [{ ...state, status: "declined", dueAt: "2026-11-09T09:10:00Z" }, "Declined"],
  ] as const)("%j stands as %s", (item, words) => expect(stateWords(item, clock).text).toBe(words));

  test("amounts of several currencies are not summed", () => {
    expect(amountWords([{ currency: "EUR", amount: 412_000 }])).toBe("€ 412,000");
    expect(
      amountWords([
        { currency: "EUR", amount: 412_000.4 },
        { currency: "USD", amount: 90_000 },
        { currency: "CHF", amount: 1 },
      ]),
    ).toBe("€ 412,000, $ 90,000 and 1 more");
    expect(amountWords([{ currency: "€", amount: 1 }])).toBe("€ 1");
    expect(amountWords([{ currency: "", amount: 5_000 }])).toBe("5,000 without currency");
    expect(amountWords([])).toBeUndefined();
  });

  test("a theme has two lines", () => {
    const theme = {
      about: { what: "claim", id: null, title: "Keep your SQL", version: 2, page: null },
      type: "landed",
      reason: null,
      words: "",
    } as unknown as Theme;
    expect(themeWords(theme)).toEqual({ title: "Keep your SQL", of: "Landed" });
    expect(themeWords({ ...theme, type: "fell_flat", reason: "not_credible" }).of).toBe("Not credible");
    const wish = {
      ...theme,
      type: "request",
      about: { ...theme.about, what: "nothing", title: "" },
    } as Theme;
    expect(themeWords({ ...wish, words: "Residency outside the EU" })).toEqual({
      title: "Request",
      of: "Residency outside the EU",
    });
    expect(themeWords(wish).of).toBe("Without a reason");
  });

  test("small counts are words, names are a list", () => {
    expect([1, 2, 12].map(moreSay)).toEqual(["One more says", "Two more say", "12 more say"]);
    expect(nameList(["A"])).toBe("A");
    expect(nameList(["A", "B", "C"])).toBe("A, B and C");
    expect(nameList(["A", "B", "C", "D", "E"])).toBe("A, B, C and 2 more");
  });
});
