import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCursor, writeCursor } from "./cursor.ts";
import { lastWeeks, weekOf } from "./week.ts";

describe("the week of an instant", () => {
  it.each([
    ["2026-11-16T00:00:00Z", "UTC", "2026-11-16"],
    ["2026-11-15T23:59:59.999Z", "UTC", "2026-11-09"],
    ["2026-11-16T04:59:59Z", "America/New_York", "2026-11-09"],
    ["2026-11-16T05:00:00Z", "America/New_York", "2026-11-16"],
    ["2026-11-15T15:00:00Z", "Asia/Tokyo", "2026-11-16"],
    ["2026-11-15T18:14:59Z", "Asia/Kathmandu", "2026-11-09"],
    ["2026-11-15T18:15:00Z", "Asia/Kathmandu", "2026-11-16"],
    // Clocks went back an hour that Sunday.
    ["2026-11-02T04:59:59Z", "America/New_York", "2026-10-26"],
    ["2026-11-02T05:00:00Z", "America/New_York", "2026-11-02"],
    ["2027-01-01T12:00:00Z", "UTC", "2026-12-28"],
  ])("%s in %s began on %s", (at, zone, week) => {
    expect(weekOf(new Date(at), zone)).toBe(week);
  });

  it("is a Monday not more than a week before", () => {
    const date = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(
        date,
        fc.constantFrom("UTC", "Asia/Tokyo", "America/St_Johns", "Europe/Berlin"),
        (at, zone) => {
          const monday = new Date(weekOf(at, zone));
          expect(monday.getUTCDay()).toBe(1);
          const days = (at.getTime() - monday.getTime()) / 86_400_000;
          expect(days).toBeGreaterThan(-1);
          expect(days).toBeLessThan(8);
        },
      ),
    );
  });

  it("is the same whether its whole day lies in one week or not", () => {
    const hour = 3_600_000;
    for (const zone of ["Asia/Tehran", "Asia/Kathmandu", "America/Santiago", "Pacific/Apia"]) {
      const ofDate = new Intl.DateTimeFormat("en-CA", { timeZone: zone });
      for (let time = Date.parse("2011-12-20"); time < Date.parse("2012-10-20"); time += hour) {
        const date = Date.parse(ofDate.format(time));
        const monday = new Date(date - ((new Date(date).getUTCDay() + 6) % 7) * 24 * hour);
        expect(weekOf(new Date(time), zone), new Date(time).toISOString()).toBe(
          monday.toISOString().slice(0, 10),
        );
      }
    }
  });

  it("lists the last ones, the running one last", () => {
    expect(lastWeeks(new Date("2026-11-18T12:00:00Z"), "UTC", 3)).toEqual([
      "2026-11-02",
      "2026-11-09",
      "2026-11-16",
    ]);
  });
});

describe("a cursor", () => {
  it("leads back to its place", () => {
    const place = { at: new Date("2026-11-18T12:00:00.123Z"), id: 123_456 };
    expect(readCursor(writeCursor(place))).toEqual(place);
  });
  it.each([
    "",
    "x",
    "MTIz",
    writeCursor({ at: new Date(0), id: 1 }).slice(2),
    Buffer.from("1.1; drop").toString("base64url"),
    writeCursor({ at: new Date(-999_999_999_999_999), id: 1 }),
    writeCursor({ at: new Date(999_999_999_999_999), id: 1 }),
  ])("%j is none of ours", (cursor) => {
    expect(() => readCursor(cursor)).toThrow("not a cursor");
  });
});
