const DAY_MS = 24 * 3_600_000;
/** In the hub's time zone. */
const HOUR = 8;

/** When a day's digests go out. */
export interface DigestTime {
  /** The day, `YYYY-MM-DD` in the hub's zone: each member gets one digest for it at most. */
  period: string;
  at: Date;
  /** Whether those go too that are sent once a week. */
  isMonday: boolean;
}

/** Today's, which may be over, and tomorrow's: eight in the morning in the hub's zone. */
export function digestTimes(now: Date, zone: string): [DigestTime, DigestTime] {
  const today = dayOf(now, zone);
  return [timeOf(today, zone), timeOf(today + DAY_MS, zone)];
}

/** @param day as the midnight of UTC of the same name */
function timeOf(day: number, zone: string): DigestTime {
  const wall = day + HOUR * 3_600_000;
  let at = wall;
  // What clocks show there then is off by the zone; around a change of clocks, by another one a day before.
  for (let n = 0; n < 3; n++) at += wall - wallTime(new Date(at), zone);
  return {
    period: new Date(day).toISOString().slice(0, 10),
    at: new Date(at),
    isMonday: new Date(day).getUTCDay() === 1,
  };
}

const dayOf = (now: Date, zone: string) => Math.floor(wallTime(now, zone) / DAY_MS) * DAY_MS;

/** What clocks show, as the instant at which they show it in UTC. */
function wallTime(instant: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((one) => one.type === type)?.value ?? Number.NaN);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}
