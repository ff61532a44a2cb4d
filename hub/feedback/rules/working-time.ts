const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A day of the calendar, as the midnight of UTC with the same name. */
type Day = number;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The same time of day so many working days on: Monday to Friday in a time zone. What begins on a weekend counts from
 * Monday 00:00. A time that the clocks leave out is the same time after the change; of one that comes twice, the first.
 * @param days a whole number, 0 or more
 */
export function addWorkingDays(from: Date, days: number, zone: string): Date {
  const local = wallTime(from.getTime(), zone);
  let day = dayOf(local);
  let time = local - day;
  if (!isWorking(day)) {
    time = 0;
    while (!isWorking(day)) day += DAY;
  }
  for (let left = days; left > 0; left -= 1) {
    day += DAY;
    while (!isWorking(day)) day += DAY;
  }
  return new Date(instantOf(day + time, zone));
}

/** The hours of working days, Monday to Friday from midnight to midnight in a time zone, between two instants. */
export function workingHours(from: Date, to: Date, zone: string): number {
  const begin = from.getTime();
  const end = to.getTime();
  let sum = 0;
  for (let day = dayOf(wallTime(begin, zone)); ; day += DAY) {
    // A day may have 23 or 25 hours.
    const starts = instantOf(day, zone);
    if (starts >= end) return sum / HOUR;
    if (isWorking(day)) {
      sum += Math.max(0, Math.min(end, instantOf(day + DAY, zone)) - Math.max(begin, starts));
    }
  }
}

const dayOf = (wall: number): Day => Math.floor(wall / DAY) * DAY;

function isWorking(day: Day): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}

/** What clocks show at an instant, as the instant at which they show it in UTC. */
function wallTime(instant: number, zone: string): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const seconds = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return seconds + (((instant % 1_000) + 1_000) % 1_000);
}

/** When clocks show this for the first time; of what they leave out, so much after the change as it is past it. */
function instantOf(wall: number, zone: string): number {
  // No clock is changed twice within these two days.
  const before = wallTime(wall - DAY, zone) - (wall - DAY);
  const after = wallTime(wall + DAY, zone) - (wall + DAY);
  const shown = [wall - before, wall - after].filter((instant) => wallTime(instant, zone) === wall);
  return shown.length > 0 ? Math.min(...shown) : wall - before;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, format);
  }
  return format;
}
