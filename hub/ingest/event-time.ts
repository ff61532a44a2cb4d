/** What a sender said of an event's time, as it came. */
export interface SaidTime {
  timestamp?: unknown;
  originalTimestamp?: unknown;
  sentAt?: unknown;
  /** When a forwarder, such as a Segment destination, had it. `timestamp` is then corrected already. */
  receivedAt?: unknown;
}

/** `timestamp`: as the sender said. `corrected`: moved by its clock's error. `received`: the receipt. */
export type TimeBasis = "timestamp" | "corrected" | "received";

const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** Less is the time that a request takes. */
const SMALLEST_SKEW = 60 * SECOND;
/** More is no clock that runs wrong, but a queue that waited or a field that means something else. */
const LARGEST_SKEW = 24 * HOUR;
const EARLIEST = Date.UTC(2000, 0, 1);

// A date without a zone is read as UTC, the same on every machine.
const ZONELESS = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;
// The language reads a date into almost any text with a number in it: only these two forms are one.
const DATED = /^(?:\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2},? \S)/;
const EPOCH_NUMBER = /^\d{10}(?:\d{3})?$/;

/**
 * When an event happened: what the sender said, corrected by the error of its clock (receipt less
 * `sentAt`) if that is believable and no forwarder did so before, and never later than the receipt.
 */
export function eventTime(said: SaidTime, receivedAt: Date): { at: Date; basis: TimeBasis } {
  const received = receivedAt.getTime();
  const stated = parseTime(said.timestamp) ?? parseTime(said.originalTimestamp);
  if (stated === undefined) return { at: receivedAt, basis: "received" };

  const sent = parseTime(said.sentAt);
  // A clock is wrong by what lies between its sending and the first receipt, which may be a forwarder's.
  const forwarded = parseTime(said.receivedAt);
  const corrected = forwarded !== undefined && parseTime(said.timestamp) !== undefined;
  const skew = sent === undefined || corrected ? 0 : (forwarded ?? received) - sent;
  const size = Math.abs(skew);
  if (size >= SMALLEST_SKEW && size <= LARGEST_SKEW) {
    return { at: new Date(Math.min(stated + skew, received)), basis: "corrected" };
  }
  // A clock a little ahead is still what the sender said; one far ahead says nothing.
  if (stated > received + LARGEST_SKEW) return { at: receivedAt, basis: "received" };
  return { at: new Date(Math.min(stated, received)), basis: "timestamp" };
}

/** Milliseconds since 1970, or undefined for what is no time since the year 2000. */
function parseTime(value: unknown): number | undefined {
  let time: number;
  if (typeof value === "number") time = value < 1e11 ? value * SECOND : value;
  else if (typeof value !== "string" || value.length > 40) return undefined;
  else if (EPOCH_NUMBER.test(value)) time = value.length === 10 ? Number(value) * SECOND : Number(value);
  else if (!DATED.test(value)) return undefined;
  else time = Date.parse(ZONELESS.test(value) ? `${value.replace(" ", "T")}Z` : value);
  return Number.isFinite(time) && time >= EARLIEST ? Math.trunc(time) : undefined;
}
