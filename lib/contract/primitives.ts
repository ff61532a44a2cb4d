import { z } from "zod";

/** An instant, ISO 8601 with `Z`, milliseconds. */
export const Instant = z.iso.datetime({ offset: true });

/** A calendar date, `YYYY-MM-DD`. */
export const CalendarDate = z.iso.date();

export const Uuid = z.uuid();

/** Opaque; only ever given back to the hub that made it. */
export const Cursor = z.string().min(1).max(512);

/**
 * An address as a person would type it. Only its rough form is checked here: the hub
 * compares addresses, and says what is wrong with one.
 */
export const EmailAddress = z
  .string()
  .trim()
  .min(3)
  .max(320)
  .regex(/^[^\s@<>"]+@[^\s@<>"]+$/u, "This is not an e-mail address.");

/** Reads an enum so that a value from a newer hub becomes `unknown` instead of an error. */
export function openEnum<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum([...values, "unknown"] as [...Values, "unknown"]).catch("unknown" as never);
}
