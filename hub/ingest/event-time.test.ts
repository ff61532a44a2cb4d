import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventTime } from "./event-time.ts";

const receivedAt = new Date("2026-11-20T12:00:00.000Z");

describe("when an event happened", () => {
  it.each([
    [
      "what the sender said",
      { timestamp: "2026-11-20T11:00:00.000Z" },
      "2026-11-20T11:00:00.000Z",
      "timestamp",
    ],
    [
      "RudderStack's name for it",
      { originalTimestamp: "2026-11-20T11:00:00Z" },
      "2026-11-20T11:00:00.000Z",
      "timestamp",
    ],
    [
      "timestamp before originalTimestamp",
      { timestamp: "2026-11-20T10:00:00Z", originalTimestamp: "2026-11-20T11:00:00Z" },
      "2026-11-20T10:00:00.000Z",
      "timestamp",
    ],
    [
      "an unreadable timestamp gives way",
      { timestamp: "soon", originalTimestamp: "2026-11-20T11:00:00Z" },
      "2026-11-20T11:00:00.000Z",
      "timestamp",
    ],
    ["another zone", { timestamp: "2026-11-20T13:30:00+05:30" }, "2026-11-20T08:00:00.000Z", "timestamp"],
    ["no zone is UTC", { timestamp: "2026-11-20 11:00:00" }, "2026-11-20T11:00:00.000Z", "timestamp"],
    ["a date alone", { timestamp: "2026-11-19" }, "2026-11-19T00:00:00.000Z", "timestamp"],
    ["microseconds", { timestamp: "2026-11-20T11:00:00.123456Z" }, "2026-11-20T11:00:00.123Z", "timestamp"],
    ["seconds since 1970", { timestamp: 1763636400 }, "2025-11-20T11:00:00.000Z", "timestamp"],
    [
      "milliseconds since 1970, as text",
      { timestamp: "1763636400000" },
      "2025-11-20T11:00:00.000Z",
      "timestamp",
    ],
    [
      "history sent late keeps its time",
      { timestamp: "2019-01-01T00:00:00Z", sentAt: "2026-11-20T12:00:00Z" },
      "2019-01-01T00:00:00.000Z",
      "timestamp",
    ],
    [
      "no skew under a minute",
      { timestamp: "2026-11-20T11:00:00Z", sentAt: "2026-11-20T11:59:00.001Z" },
      "2026-11-20T11:00:00.000Z",
      "timestamp",
    ],
    [
      "a clock a minute behind",
      { timestamp: "2026-11-20T11:00:00Z", sentAt: "2026-11-20T11:59:00Z" },
      "2026-11-20T11:01:00.000Z",
      "corrected",
    ],
    [
      "a clock an hour ahead",
      { timestamp: "2026-11-20T12:30:00Z", sentAt: "2026-11-20T13:00:00Z" },
      "2026-11-20T11:30:00.000Z",
      "corrected",
    ],
    [
      "a day behind is still a clock",
      { timestamp: "2026-11-19T11:00:00Z", sentAt: "2026-11-19T12:00:00Z" },
      "2026-11-20T11:00:00.000Z",
      "corrected",
    ],
    [
      "more than a day is not believed",
      { timestamp: "2026-11-18T11:00:00Z", sentAt: "2026-11-18T12:00:00Z" },
      "2026-11-18T11:00:00.000Z",
      "timestamp",
    ],
    [
      "corrected, still not past receipt",
      { timestamp: "2026-11-20T11:59:00Z", sentAt: "2026-11-20T11:50:00Z" },
      "2026-11-20T12:00:00.000Z",
      "corrected",
    ],
    [
      "forwarded: corrected once is enough",
      {
        originalTimestamp: "2026-11-20T10:00:00Z",
        timestamp: "2026-11-20T11:00:00Z",
        sentAt: "2026-11-20T10:00:05Z",
        receivedAt: "2026-11-20T11:00:05Z",
      },
      "2026-11-20T11:00:00.000Z",
      "timestamp",
    ],
    [
      "forwarded without a timestamp of the forwarder's",
      {
        originalTimestamp: "2026-11-20T10:00:00Z",
        sentAt: "2026-11-20T10:00:05Z",
        receivedAt: "2026-11-20T10:30:05Z",
      },
      "2026-11-20T10:30:00.000Z",
      "corrected",
    ],
    [
      "forwarded, and not past our receipt",
      {
        timestamp: "2026-11-20T12:30:00Z",
        sentAt: "2026-11-20T11:00:00Z",
        receivedAt: "2026-11-20T12:30:01Z",
      },
      "2026-11-20T12:00:00.000Z",
      "timestamp",
    ],
    [
      "forwarded when nobody can read",
      { timestamp: "2026-11-20T11:00:00Z", sentAt: "2026-11-20T11:50:00Z", receivedAt: "lately" },
      "2026-11-20T11:10:00.000Z",
      "corrected",
    ],
    ["never past receipt", { timestamp: "2026-11-20T12:00:30Z" }, "2026-11-20T12:00:00.000Z", "timestamp"],
    ["next year", { timestamp: "2027-11-20T12:00:00Z" }, "2026-11-20T12:00:00.000Z", "received"],
    ["nothing said", {}, "2026-11-20T12:00:00.000Z", "received"],
    ["unreadable", { timestamp: "yesterday-ish" }, "2026-11-20T12:00:00.000Z", "received"],
    ["before 2000", { timestamp: "1970-01-01T00:00:00Z" }, "2026-11-20T12:00:00.000Z", "received"],
    [
      "the first instant that counts",
      { timestamp: "2000-01-01T00:00:00Z" },
      "2000-01-01T00:00:00.000Z",
      "timestamp",
    ],
    ["an object", { timestamp: { seconds: 1 } }, "2026-11-20T12:00:00.000Z", "received"],
    [
      "a number that is none",
      { timestamp: Number.POSITIVE_INFINITY },
      "2026-11-20T12:00:00.000Z",
      "received",
    ],
    ["a number in some text is no date", { timestamp: "step 5" }, "2026-11-20T12:00:00.000Z", "received"],
    [
      "the form of mail headers",
      { timestamp: "Fri, 20 Nov 2026 11:00:00 GMT" },
      "2026-11-20T11:00:00.000Z",
      "timestamp",
    ],
    [
      "an unreadable sentAt",
      { timestamp: "2026-11-20T11:00:00Z", sentAt: 7 },
      "2026-11-20T11:00:00.000Z",
      "timestamp",
    ],
  ])("%s", (_case, said, at, basis) => {
    expect(eventTime(said, receivedAt)).toEqual({ at: new Date(at), basis });
  });

  it("is a time, not past receipt and not before 2000, whatever is said", () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.date().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.double(),
    );
    fc.assert(
      fc.property(
        anything,
        anything,
        anything,
        anything,
        (timestamp, originalTimestamp, sentAt, forwarded) => {
          const said = { timestamp, originalTimestamp, sentAt, receivedAt: forwarded };
          const { at } = eventTime(said, receivedAt);
          expect(at.getTime()).toBeLessThanOrEqual(receivedAt.getTime());
          expect(at.getTime()).toBeGreaterThanOrEqual(Date.UTC(1999, 11, 30));
        },
      ),
    );
  });
});
