import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestTimes } from "./digest-time.ts";

describe("when digests go out", () => {
  it.each([
    ["UTC", "2026-11-23T07:59:00Z", "2026-11-23", "2026-11-23T08:00:00.000Z", true],
    ["Europe/Berlin", "2026-11-23T07:59:00Z", "2026-11-23", "2026-11-23T07:00:00.000Z", true],
    ["Europe/Berlin", "2026-07-06T22:30:00Z", "2026-07-07", "2026-07-07T06:00:00.000Z", false],
    // The day on which clocks change, and the one before.
    ["Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-28", "2026-03-28T07:00:00.000Z", false],
    ["Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-29", "2026-03-29T06:00:00.000Z", false],
    ["Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-25", "2026-10-25T07:00:00.000Z", false],
    ["America/Los_Angeles", "2026-11-23T02:00:00Z", "2026-11-22", "2026-11-22T16:00:00.000Z", false],
    ["Pacific/Kiritimati", "2026-11-22T12:00:00Z", "2026-11-23", "2026-11-22T18:00:00.000Z", true],
    ["Asia/Kathmandu", "2026-11-23T00:00:00Z", "2026-11-23", "2026-11-23T02:15:00.000Z", true],
  ])("%s at %s", (zone, now, period, at, isMonday) => {
    const [today] = digestTimes(new Date(now), zone);
    expect({ ...today, at: today.at.toISOString() }).toEqual({ period, at, isMonday });
  });

  it("is eight o'clock on that day's clocks, in every zone and on every day, and a day has one", () => {
    const zones = fc.constantFrom(
      "UTC",
      "Europe/London",
      "America/St_Johns",
      "Australia/Lord_Howe",
      "Asia/Tehran",
    );
    const instants = fc.date({
      min: new Date("2020-01-01"),
      max: new Date("2030-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(zones, instants, (zone, now) => {
        const [today, tomorrow] = digestTimes(now, zone);
        const shown = (at: Date) =>
          new Intl.DateTimeFormat("en-CA", {
            timeZone: zone,
            dateStyle: "short",
            timeStyle: "short",
            hourCycle: "h23",
          }).format(at);
        expect(shown(today.at)).toBe(`${today.period}, 08:00`);
        expect(shown(tomorrow.at)).toBe(`${tomorrow.period}, 08:00`);
        expect(shown(now).slice(0, 10)).toBe(today.period);
        expect(digestTimes(tomorrow.at, zone)[0]).toEqual(tomorrow);
      }),
    );
  });
});
