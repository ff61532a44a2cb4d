const MINUTE = 60_000;
const DAY = 86_400_000;
/** Clocks change on a quarter of an hour, everywhere. */
const STEP = 15 * MINUTE;
const REMEMBERED = 20_000;

interface Zone {
  format: Intl.DateTimeFormat;
  /** Monday of each day of UTC that was asked for; null for one that a week ends within. */
  days: Map<number, string | null>;
  /** Monday of each quarter of an hour of such days. */
  quarters: Map<number, string>;
}
const zones = new Map<string, Zone>();

/**
 * The Monday, `YYYY-MM-DD`, of the week that an instant lies in, in a time zone: what the database's
 * `date_trunc('week', at at time zone zone)::date` says.
 */
export function weekOf(at: Date, timeZone: string): string {
  const zone = zones.get(timeZone) ?? addZone(timeZone);
  const day = Math.floor(at.getTime() / DAY);
  const monday = remembered(zone.days, day, () => {
    const first = mondayAt(zone, day * DAY);
    return first === mondayAt(zone, (day + 1) * DAY - 1) ? first : null;
  });
  if (monday !== null) return monday;
  const quarter = Math.floor(at.getTime() / STEP);
  return remembered(zone.quarters, quarter, () => mondayAt(zone, quarter * STEP));
}

function addZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const zone = { format, days: new Map(), quarters: new Map() };
  zones.set(timeZone, zone);
  return zone;
}

/** Senders choose the instants: what is remembered of them is bounded. */
function remembered<Value>(values: Map<number, Value>, key: number, find: () => Value): Value {
  let value = values.get(key);
  if (value === undefined) {
    value = find();
    if (values.size >= REMEMBERED) values.clear();
    values.set(key, value);
  }
  return value;
}

const mondayAt = ({ format }: Zone, time: number) => mondayOf(format.format(time));

let newest: { last: string; weeks: readonly string[] } | undefined;

/** The last weeks that begin with a Monday, oldest first, the one of `now` last. */
export function lastWeeks(now: Date, timeZone: string, count: number): readonly string[] {
  const last = weekOf(now, timeZone);
  // Every look-up asks for the same ones.
  if (newest?.last === last && newest.weeks.length === count) return newest.weeks;
  const time = Date.parse(last);
  const weeks = Array.from({ length: count }, (_, n) => dateText(time - (count - 1 - n) * 7 * DAY));
  newest = { last, weeks };
  return weeks;
}

function mondayOf(date: string): string {
  const day = Date.parse(date);
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  return dateText(day - sinceMonday * DAY);
}

function dateText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
