const MINUTE = 60_000;
const DAY = 86_400_000;
/** Clocks change on a quarter of an hour, everywhere. */
const STEP = 15 * MINUTE;
const REMEMBERED = 20_000;

interface Zone {
  format: Intl.DateTimeFormat;
  /** Monday of each quarter of an hour that was asked for. */
  mondays: Map<number, string>;
}
const zones = new Map<string, Zone>();

/**
 * The Monday, `YYYY-MM-DD`, of the week that an instant lies in, in a time zone: what the database's
 * `date_trunc('week', at at time zone zone)::date` says.
 */
export function weekOf(at: Date, timeZone: string): string {
  let zone = zones.get(timeZone);
  if (zone === undefined) {
    const format = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    zone = { format, mondays: new Map() };
    zones.set(timeZone, zone);
  }
  const quarter = Math.floor(at.getTime() / STEP);
  let monday = zone.mondays.get(quarter);
  if (monday === undefined) {
    monday = mondayOf(zone.format.format(at));
    if (zone.mondays.size >= REMEMBERED) zone.mondays.clear();
    zone.mondays.set(quarter, monday);
  }
  return monday;
}

/** The last weeks that begin with a Monday, oldest first, the one of `now` last. */
export function lastWeeks(now: Date, timeZone: string, count: number): string[] {
  const last = Date.parse(weekOf(now, timeZone));
  return Array.from({ length: count }, (_, n) => dateText(last - (count - 1 - n) * 7 * DAY));
}

function mondayOf(date: string): string {
  const day = Date.parse(date);
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  return dateText(day - sinceMonday * DAY);
}

function dateText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
