const FIRST = 400;
/** A longer wait than this is no longer one that a rep sits through: better to say so, and try later. */
const LONGEST = 5_000;

/**
 * How long to wait before the next try, in milliseconds: twice as long each time, spread so that many
 * browsers do not come back in step, and at least what `Retry-After` asks for.
 * @param tried how many tries were made, from 1
 * @param retryAfter the header's value: seconds or a date
 * @param chance from 0 to 1
 * @returns null when the hub asks for more time than is worth waiting
 */
export function pauseBefore(
  tried: number,
  retryAfter: string | null,
  chance: number,
  now = Date.now(),
): number | null {
  const backoff = Math.min(FIRST * 2 ** (tried - 1), LONGEST) * (0.5 + chance / 2);
  const asked = retryAfter === null ? 0 : askedFor(retryAfter, now);
  if (asked > LONGEST) return null;
  return Math.max(backoff, asked);
}

function askedFor(retryAfter: string, now: number): number {
  const seconds = Number(retryAfter);
  if (retryAfter.trim() !== "" && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
