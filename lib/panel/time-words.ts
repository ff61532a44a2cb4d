/** The moment and the rep's time zone (IANA name) that words about time are made for. */
export interface Clock {
  now: Date;
  zone: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STYLES = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  weekday: { weekday: "short" },
  longWeekday: { weekday: "long" },
  day: { day: "numeric", month: "short" },
  dayOfYear: { day: "numeric", month: "short", year: "numeric" },
  longDay: { day: "numeric", month: "long" },
  longDayOfYear: { day: "numeric", month: "long", year: "numeric" },
  month: { month: "short" },
  longMonth: { month: "long" },
  longMonthOfYear: { month: "long", year: "numeric" },
  numbers: { year: "numeric", month: "numeric", day: "numeric" },
  absolute: {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Building a format costs more than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(style: keyof typeof STYLES, zone: string): Intl.DateTimeFormat {
  const key = `${style} ${zone}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat("en-GB", { ...STYLES[style], timeZone: zone });
    formats.set(key, known);
  }
  return known;
}

/** Writes a moment in one of the panel's forms. */
export function written(style: keyof typeof STYLES, moment: Date, zone: string): string {
  // Some browsers write "Sept"; every month of ours has three letters.
  return format(style, zone).format(moment).replace("Sept ", "Sep ").replace(/Sept$/, "Sep");
}

/** The calendar day in a zone, as whole days since 1 January 1970: days can be subtracted, whatever the clocks did. */
export function dayNumber(moment: Date, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of format("numbers", zone).formatToParts(moment)) parts[type] = Number(value);
  return Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day ?? 1) / DAY;
}

/** The Monday of a calendar day, both as day numbers. */
export function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** A day number as a moment, at midnight UTC: write it with the zone "UTC". */
export function dayMoment(day: number): Date {
  return new Date(day * DAY);
}

const sameYear = (one: Date, other: Date, zone: string) =>
  format("numbers", zone).format(one).slice(-4) === format("numbers", zone).format(other).slice(-4);

/** "12 Nov", with its year when that is another than now. */
function dateWords(moment: Date, { now, zone }: Clock): string {
  return written(sameYear(moment, now, zone) ? "day" : "dayOfYear", moment, zone);
}

/** At the end of a row: "10:03" today, "Thu" in the six days before, then "12 Nov". */
export function rowWords(instant: string, clock: Clock): string {
  const moment = new Date(instant);
  const days = dayNumber(clock.now, clock.zone) - dayNumber(moment, clock.zone);
  if (days === 0) return written("time", moment, clock.zone);
  if (days > 0 && days < 7) return written("weekday", moment, clock.zone);
  return dateWords(moment, clock);
}

/** After "since" or "new since": "10:03", "yesterday", "Tuesday", "12 Nov". */
export function sinceWords(instant: string, clock: Clock): string {
  const moment = new Date(instant);
  const days = dayNumber(clock.now, clock.zone) - dayNumber(moment, clock.zone);
  if (days === 0) return written("time", moment, clock.zone);
  if (days === 1) return "yesterday";
  if (days > 1 && days < 7) return written("longWeekday", moment, clock.zone);
  return dateWords(moment, clock);
}

/** After "You last looked": "today, 10:03", "yesterday, 16:40", "on Tuesday, 16:40", "on 12 Nov, 16:40". */
export function lookedWords(instant: string, clock: Clock): string {
  const moment = new Date(instant);
  const days = dayNumber(clock.now, clock.zone) - dayNumber(moment, clock.zone);
  const time = written("time", moment, clock.zone);
  if (days === 0) return `today, ${time}`;
  if (days === 1) return `yesterday, ${time}`;
  if (days > 1 && days < 7) return `on ${written("longWeekday", moment, clock.zone)}, ${time}`;
  return `on ${dateWords(moment, clock)}, ${time}`;
}

/** "10:07" today, else with its day: "Tue 10:07", "12 Nov 10:07". */
export function momentWords(instant: string, clock: Clock): string {
  const moment = new Date(instant);
  const time = written("time", moment, clock.zone);
  const row = rowWords(instant, clock);
  return row === time ? time : `${row} ${time}`;
}

/** How long ago, for "2 min old" and "2 min ago": "less than 1 min", "2 min", "3 h", "2 days". Never negative. */
export function ageWords(instant: string, now: Date): string {
  const age = Math.max(0, now.getTime() - new Date(instant).getTime());
  if (age < MINUTE) return "less than 1 min";
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h`;
  const days = Math.floor(age / DAY);
  return days === 1 ? "1 day" : `${days} days`;
}

/** How long until then, for "valid for 9 min": "9 min", "less than 1 min". Never negative. */
export function leftWords(instant: string, now: Date): string {
  const left = new Date(instant).getTime() - now.getTime();
  return left < MINUTE ? "less than 1 min" : `${Math.floor(left / MINUTE)} min`;
}

/** In full, with the zone: "Thursday, 20 November 2026 at 10:03:12 CET". */
export function absoluteWords(instant: string, zone: string): string {
  return written("absolute", new Date(instant), zone);
}

/** The rep's own time zone, as the browser knows it. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
