import { expect, it } from "vitest";
import {
  aboutWords,
  canReopen,
  changedWords,
  courseOf,
  mineFact,
  rowTitle,
  saidWords,
  statusWords,
  timesWords,
  versionWords,
  workingWords,
} from "./feedback-words.ts";

const CLOCK = { now: new Date("2026-11-20T10:00:00Z"), zone: "Europe/Oslo" };

it.each([
  [0.2, "less than 1 h"],
  [2.4, "2 h"],
  [24, "1 d"],
  [27.2, "1 d 3 h"],
  [47.7, "2 d"],
  [125, "5 d"],
])("%d working hours are “%s”", (hours, words) => {
  expect(workingWords(hours)).toBe(words);
});

it("tells both how long marketing takes and what it promised", () => {
  const times = {
    promisedDays: 2,
    medianHours: 27,
    ninetiethHours: 50,
    kept: 28,
    of: 31,
    interval: null,
    openLate: 0,
  };
  expect(timesWords(times)).toBe(
    "Marketing answers in 1 d 3 h at the median, promised within 2 working days, kept 28 of 31 times.",
  );
  expect(timesWords({ ...times, promisedDays: 1, medianHours: null, kept: 0, of: 0 })).toBe(
    "Marketing promised an answer within 1 working day. None was due yet.",
  );
});

const about = { what: "asset", id: null, title: "Security overview", version: 2, page: 4 } as const;
const nothing = { what: "nothing", id: null, title: "", version: null, page: null } as const;

it("names what was said, of what, and what became of it", () => {
  expect(aboutWords({ about, type: "wrong_fact" })).toBe("Security overview, page 4");
  expect(aboutWords({ about: nothing, type: "request" })).toBe("A wish");
  expect(aboutWords({ about: nothing, type: "data_wrong" })).toBe("This record’s data");
  expect(saidWords({ type: "fell_flat", reasons: ["price", "not_relevant"] })).toBe(
    "Fell flat: price, not relevant to them",
  );
  expect(saidWords({ type: "unknown", reasons: [] })).toBe("Feedback");
  const status: Parameters<typeof statusWords>[0] = {
    status: "planned",
    plannedFor: "2026-12-12",
    mergedWith: 0,
    answers: [],
    added: [],
  };
  expect(statusWords(status, CLOCK)).toBe("Planned for 12 Dec");
  expect(statusWords({ ...status, status: "merged", mergedWith: 2 }, CLOCK)).toBe("Merged with 2 others");
  expect(statusWords({ ...status, status: "unknown" }, CLOCK)).toBe("Open");
});

it("of what is about nothing the sentence tells it from the others", () => {
  const wish: Parameters<typeof rowTitle>[0] = {
    about: nothing,
    type: "request",
    note: "A story of a bank",
    theirWords: "",
    added: [],
  };
  expect(rowTitle(wish)).toEqual({ words: "A story of a bank", sentence: true });
  expect(rowTitle({ ...wish, note: "", theirWords: "Is there a bank?" })).toEqual({
    words: "Is there a bank?",
    sentence: true,
  });
  expect(rowTitle({ ...wish, note: "" })).toEqual({ words: "A wish", sentence: false });
  expect(rowTitle({ ...wish, about })).toEqual({ words: "Security overview, page 4", sentence: false });
});

const MORNING = "2026-11-20T08:00:00Z";
const NOON = "2026-11-20T12:00:00Z";
const answer = (status: "seen" | "changed", at = MORNING) => ({
  id: `${status} ${at}`,
  text: "Done",
  by: { memberId: null, name: "Dana Reyes" },
  at,
  status,
  plannedFor: null,
  resolvedBy: null,
  public: false,
});

it.each([
  ["answered", { status: "changed", answers: [answer("changed")], added: [] }, true, "Changed"],
  [
    "answered, then a sentence more",
    { status: "changed", answers: [answer("changed")], added: [NOON] },
    true,
    "Changed",
  ],
  ["opened again", { status: "new", answers: [answer("changed")], added: [NOON] }, false, "Open again"],
  ["opened again and seen", { status: "seen", answers: [answer("changed")], added: [NOON] }, false, "Seen"],
  [
    "opened again and answered",
    {
      status: "changed",
      answers: [answer("changed"), answer("changed", "2026-11-20T13:00:00Z")],
      added: [NOON],
    },
    true,
    "Changed",
  ],
  ["answered by words alone", { status: "seen", answers: [answer("seen")], added: [NOON] }, true, "Seen"],
  ["planned", { status: "planned", answers: [], added: [] }, true, "Planned"],
  ["new", { status: "new", answers: [], added: [] }, false, "New"],
] as const)("what is %s can be opened again: %#", (_name, { status, answers, added }, can, words) => {
  const item = {
    status,
    answers: [...answers],
    added: added.map((at) => ({ text: "They still laugh", at })),
  };
  expect(canReopen(item)).toBe(can);
  expect(statusWords({ ...item, plannedFor: null, mergedWith: 0 }, CLOCK)).toBe(words);
});

it("tells what was said and answered in its order", () => {
  const added = [{ text: "They still laugh", at: NOON }];
  const course = courseOf({ status: "new", answers: [answer("changed")], added });
  expect(course.map(({ by }) => by)).toEqual(["marketing", "you"]);
});

const version = {
  what: "asset",
  id: "a",
  versionId: "v",
  title: "Security overview",
  version: 3,
  whatChanged: " New rate ",
} as const;

it.each([
  [about, version, "We changed page 4 because of you."],
  [{ ...about, page: null }, version, "We changed “Security overview” because of you."],
  [
    { ...about, what: "claim" as const, page: null },
    { ...version, what: "claim" as const },
    "We changed what to say because of you.",
  ],
  [nothing, null, "We changed this because of you."],
])("says what was changed: %#", (of, resolved, words) => {
  expect(changedWords({ about: of }, resolved)).toBe(words);
});

it("says what a version changed", () => {
  expect(versionWords(version, false)).toBe("Version 3: New rate");
  expect(versionWords({ ...version, whatChanged: "" }, true)).toBe("Security overview, version 3 is out.");
});

it.each([
  [{ answered: 3, unseen: 1 }, "1 new answer"],
  [{ answered: 3, unseen: 2 }, "2 new answers"],
  [{ answered: 3, unseen: 0 }, "3 answered"],
  [{ answered: 0, unseen: 0 }, undefined],
])("of what the rep said, %o is “%s”", (mine, words) => {
  expect(mineFact(mine)).toBe(words);
});
