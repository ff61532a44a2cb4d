const DAY_MS = 24 * 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** A day as people say it: "Wed" within the last week, "3 Nov" within the last half year, else "3 Nov 2025". */
export function dayWords(at: number, now: number, timeZone: string): string {
  const age = now - at;
  const options: Intl.DateTimeFormatOptions =
    age >= 0 && age < 6 * DAY_MS
      ? { weekday: "short" }
      : { day: "numeric", month: "short", ...(Math.abs(age) < 182 * DAY_MS ? {} : { year: "numeric" }) };
  const key = `${timeZone} ${Object.keys(options).join()}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  formats.set(key, format);
  return format.format(at);
}
