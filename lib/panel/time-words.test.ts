import { describe, expect, it } from "vitest";
import {
  absoluteWords,
  ageWords,
  dayMoment,
  dayNumber,
  lookedWords,
  momentWords,
  mondayOf,
  rowWords,
  sinceWords,
} from "./time-words.ts";

const berlin = (now: string) => ({ now: new Date(now), zone: "Europe/Berlin" });

describe("words for a moment, by the calendar of the rep's zone", () => {
  it.each([
    // [case, now, instant, row, since, looked, moment]
    ["today", "2026-11-20T09:10:00Z", "2026-11-20T09:03:00Z", "10:03", "10:03", "today, 10:03", "10:03"],
    [
      "yesterday, though under a day ago",
      "2026-11-20T09:10:00Z",
      "2026-11-19T22:30:00Z",
      "Thu",
      "yesterday",
      "yesterday, 23:30",
      "Thu 23:30",
    ],
    [
      "today in Berlin, still yesterday in UTC",
      "2026-11-20T09:10:00Z",
      "2026-11-19T23:30:00Z",
      "00:30",
      "00:30",
      "today, 00:30",
      "00:30",
    ],
    [
      "six days ago",
      "2026-11-20T09:10:00Z",
      "2026-11-14T09:00:00Z",
      "Sat",
      "Saturday",
      "on Saturday, 10:00",
      "Sat 10:00",
    ],
    [
      "seven days ago: the weekday would be ambiguous",
      "2026-11-20T09:10:00Z",
      "2026-11-13T09:00:00Z",
      "13 Nov",
      "13 Nov",
      "on 13 Nov, 10:00",
      "13 Nov 10:00",
    ],
    [
      "last year",
      "2026-01-03T09:10:00Z",
      "2025-12-24T09:00:00Z",
      "24 Dec 2025",
      "24 Dec 2025",
      "on 24 Dec 2025, 10:00",
      "24 Dec 2025 10:00",
    ],
    [
      "September has three letters",
      "2026-11-20T09:10:00Z",
      "2026-09-04T09:00:00Z",
      "4 Sep",
      "4 Sep",
      "on 4 Sep, 11:00",
      "4 Sep 11:00",
    ],
    [
      "a clock that runs ahead of ours",
      "2026-11-20T09:10:00Z",
      "2026-11-21T09:00:00Z",
      "21 Nov",
      "21 Nov",
      "on 21 Nov, 10:00",
      "21 Nov 10:00",
    ],
    [
      "over the night with 25 hours (clocks back on 25 October)",
      "2026-10-26T06:00:00Z",
      "2026-10-24T22:30:00Z",
      "Sun",
      "yesterday",
      "yesterday, 00:30",
      "Sun 00:30",
    ],
    [
      "over the night with 23 hours (clocks on on 29 March)",
      "2026-03-30T05:00:00Z",
      "2026-03-28T23:30:00Z",
      "Sun",
      "yesterday",
      "yesterday, 00:30",
      "Sun 00:30",
    ],
  ])("%s", (_case, now, instant, row, since, looked, moment) => {
    const clock = berlin(now);
    expect([
      rowWords(instant, clock),
      sinceWords(instant, clock),
      lookedWords(instant, clock),
      momentWords(instant, clock),
    ]).toEqual([row, since, looked, moment]);
  });
});

describe("age", () => {
  const now = new Date("2026-11-20T12:00:00Z");
  it.each([
    ["2026-11-20T12:00:30Z", "less than 1 min"],
    ["2026-11-20T11:59:01Z", "less than 1 min"],
    ["2026-11-20T11:58:00Z", "2 min"],
    ["2026-11-20T11:00:01Z", "59 min"],
    ["2026-11-20T11:00:00Z", "1 h"],
    ["2026-11-19T12:00:01Z", "23 h"],
    ["2026-11-19T12:00:00Z", "1 day"],
    ["2026-11-11T12:00:00Z", "9 days"],
  ])("%s is %s", (instant, words) => expect(ageWords(instant, now)).toBe(words));
});

describe("days and weeks", () => {
  it.each([
    // Kiribati is fourteen hours ahead: the 20th there is still the 19th in UTC.
    ["2026-11-19T11:00:00Z", "Pacific/Kiritimati", "2026-11-20", "2026-11-16"],
    ["2026-11-22T23:59:59Z", "UTC", "2026-11-22", "2026-11-16"],
    ["2026-11-23T00:00:00Z", "UTC", "2026-11-23", "2026-11-23"],
    ["2026-10-25T00:30:00Z", "Europe/Berlin", "2026-10-25", "2026-10-19"],
    ["1969-12-31T12:00:00Z", "UTC", "1969-12-31", "1969-12-29"],
  ])("%s in %s is %s, in the week of %s", (instant, zone, day, monday) => {
    const number = dayNumber(new Date(instant), zone);
    expect(dayMoment(number).toISOString().slice(0, 10)).toBe(day);
    expect(dayMoment(mondayOf(number)).toISOString().slice(0, 10)).toBe(monday);
  });
});

it("says the zone in full words, and another one after the clocks changed", () => {
  expect(absoluteWords("2026-11-20T09:03:12Z", "Europe/Berlin")).toMatch(
    /^Friday,? 20 November 2026(,| at) 10:03:12 (CET|GMT\+1)$/,
  );
  expect(absoluteWords("2026-07-20T09:03:12Z", "Europe/Berlin")).toMatch(/11:03:12 (CEST|GMT\+2)$/);
});
