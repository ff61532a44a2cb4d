import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addWorkingDays, workingHours } from "./working-time.ts";

const at = (text: string) => new Date(text);

describe("so many working days on", () => {
  test.each([
    // A plain week: Tuesday to Thursday.
    ["2026-03-03T14:30:00Z", 2, "UTC", "2026-03-05T14:30:00Z"],
    // Over a weekend.
    ["2026-03-05T14:30:00Z", 2, "UTC", "2026-03-09T14:30:00Z"],
    ["2026-03-06T23:59:59Z", 1, "UTC", "2026-03-09T23:59:59Z"],
    // What comes on a weekend counts from Monday 00:00.
    ["2026-03-07T11:00:00Z", 2, "UTC", "2026-03-11T00:00:00Z"],
    ["2026-03-08T23:00:00Z", 1, "UTC", "2026-03-10T00:00:00Z"],
    ["2026-03-08T23:00:00Z", 0, "UTC", "2026-03-09T00:00:00Z"],
    // It is Monday in Auckland already.
    ["2026-03-08T23:00:00Z", 1, "Pacific/Auckland", "2026-03-09T23:00:00Z"],
    // The same time of day, though an hour went missing on Sunday, or came twice.
    ["2026-03-27T16:00:00Z", 1, "Europe/Berlin", "2026-03-30T15:00:00Z"],
    ["2026-10-23T15:00:00Z", 1, "Europe/Berlin", "2026-10-26T16:00:00Z"],
    ["2026-03-06T22:00:00Z", 2, "America/New_York", "2026-03-10T21:00:00Z"],
    // Clocks change on a Friday, at midnight, in Cairo: 00:30 is left out, and is 01:30.
    ["2026-04-22T22:30:00Z", 1, "Africa/Cairo", "2026-04-23T22:30:00Z"],
    // Half an hour, on Sunday, on Lord Howe Island.
    ["2026-04-03T01:00:00Z", 1, "Australia/Lord_Howe", "2026-04-06T01:30:00Z"],
    // Over a year's end; a fortnight.
    ["2026-12-31T10:00:00Z", 10, "UTC", "2027-01-14T10:00:00Z"],
  ])("%s, %i days in %s", (from, days, zone, expected) => {
    expect(addWorkingDays(at(from), days, zone).toISOString()).toBe(at(expected).toISOString());
  });

  test("it shows the same time of a working day, and so many of them lie between", () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 15 }), zones, (from, days, zone) => {
        const due = addWorkingDays(from, days, zone);
        expect(isWorkday(due, zone)).toBe(true);
        const counted = workingHours(from, due, zone);
        // A working day has 23 to 25 hours.
        expect(counted).toBeGreaterThanOrEqual(days * 23 - 1);
        expect(counted).toBeLessThanOrEqual(days * 25 + 1);
      }),
    );
  });
});

describe("hours of working days", () => {
  test.each([
    ["2026-03-03T14:30:00Z", "2026-03-03T16:00:00Z", "UTC", 1.5],
    ["2026-03-06T20:00:00Z", "2026-03-09T02:00:00Z", "UTC", 6],
    ["2026-03-07T08:00:00Z", "2026-03-08T23:00:00Z", "UTC", 0],
    ["2026-03-02T00:00:00Z", "2026-03-16T00:00:00Z", "UTC", 240],
    // The hour that Sunday lost is none of them.
    ["2026-03-27T12:00:00Z", "2026-03-30T12:00:00Z", "Europe/Berlin", 25],
    // The hour that Cairo's Friday loses is.
    ["2026-04-23T12:00:00Z", "2026-04-24T12:00:00Z", "Africa/Cairo", 24],
    ["2026-04-23T21:00:00Z", "2026-04-24T21:00:00Z", "Africa/Cairo", 24],
    ["2026-03-03T14:30:00Z", "2026-03-03T14:30:00Z", "UTC", 0],
    ["2026-03-03T14:30:00Z", "2026-03-02T14:30:00Z", "UTC", 0],
  ])("%s to %s in %s", (from, to, zone, expected) => {
    expect(workingHours(at(from), at(to), zone)).toBeCloseTo(expected, 9);
  });

  test("they are those that a walk in quarters of an hour finds", () => {
    const quarter = 900_000;
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 900 }), zones, (some, quarters, zone) => {
        const from = Math.floor(some.getTime() / quarter) * quarter;
        let walked = 0;
        for (let n = 0; n < quarters; n++) {
          if (isWorkday(new Date(from + n * quarter), zone)) walked += 0.25;
        }
        const found = workingHours(new Date(from), new Date(from + quarters * quarter), zone);
        expect(found).toBeCloseTo(walked, 6);
      }),
      { numRuns: 12 },
    );
  });
});

const instants = fc.date({
  min: new Date("2023-01-01T00:00:00Z"),
  max: new Date("2029-12-31T00:00:00Z"),
  noInvalidDate: true,
});
const zones = fc.constantFrom(
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Havana",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Pacific/Kiritimati",
);

/** By another way than the rule's: the day's name. */
function isWorkday(instant: Date, zone: string): boolean {
  const day = instant.toLocaleDateString("en-US", { timeZone: zone, weekday: "short" });
  return day !== "Sat" && day !== "Sun";
}
