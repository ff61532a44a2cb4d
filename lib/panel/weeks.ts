import type { WeekCount } from "../contract/context.ts";
import { written } from "./time-words.ts";

/** A bar's place: across in percent of the picture's width, along in px from its top. */
export interface Bar {
  week: string;
  x: number;
  width: number;
  y: number;
  height: number;
}

export interface WeekChart {
  height: number;
  /** Where the line lies that parts what they did from what we sent. */
  line: number;
  active: Bar[];
  passive: Bar[];
  /** A month's name stands at the first week that begins in it. */
  months: { name: string; x: number }[];
}

const ABOVE = 28;
const BELOW = 12;
const GAP = 2;
/** One touchpoint's height while few suffice: one visit must not look like the peak of a busy year. */
const MOST_PER_ACTIVE = 5.5;
const MOST_PER_PASSIVE = 4;
const LEAST_ACTIVE = 3;
const LEAST_PASSIVE = 5;

/** Lays the weeks out, oldest at the left: what they did above the line, what we sent below it. */
export function weekChart(weeks: readonly WeekCount[]): WeekChart {
  const slot = 100 / Math.max(1, weeks.length);
  const line = ABOVE + 1;
  const perActive = Math.min(MOST_PER_ACTIVE, ABOVE / Math.max(1, ...weeks.map(({ active }) => active)));
  const perPassive = Math.min(MOST_PER_PASSIVE, BELOW / Math.max(1, ...weeks.map(({ passive }) => passive)));
  const chart: WeekChart = { height: line + GAP + BELOW + 1, line, active: [], passive: [], months: [] };
  weeks.forEach(({ week, active, passive }, index) => {
    const place = { week, x: index * slot + slot * 0.2, width: slot * 0.6 };
    if (active > 0) {
      const height = Math.min(ABOVE, Math.max(LEAST_ACTIVE, active * perActive));
      chart.active.push({ ...place, y: ABOVE - height, height });
    }
    if (passive > 0) {
      chart.passive.push({ ...place, y: line + GAP, height: Math.max(LEAST_PASSIVE, passive * perPassive) });
    }
    const month = weekMonth(week);
    const before = weeks[index - 1];
    if (before && weekMonth(before.week) !== month) chart.months.push({ name: month, x: place.x });
  });
  return chart;
}

const weekMonth = (week: string) => written("month", new Date(`${week}T00:00:00Z`), "UTC");

export interface WeekSums {
  active: number;
  passive: number;
  /** "Most this week, 5", or undefined when no week stands out. */
  most: string | undefined;
}

/** What the picture shows, in figures. */
export function weekSums(weeks: readonly WeekCount[]): WeekSums {
  const sums: WeekSums = { active: 0, passive: 0, most: undefined };
  let peak: WeekCount | undefined;
  for (const week of weeks) {
    sums.active += week.active;
    sums.passive += week.passive;
    // Of equal weeks the latest matters more to a rep.
    if (week.active > 0 && week.active >= (peak?.active ?? 0)) peak = week;
  }
  if (peak && peak.active > 1) {
    const ago = weeks.length - 1 - weeks.indexOf(peak);
    const when = ago === 0 ? "this week" : ago === 1 ? "last week" : `in the week of ${weekDay(peak.week)}`;
    sums.most = `Most ${when}, ${peak.active}`;
  }
  return sums;
}

/** "2 Nov", a week by its Monday. */
export function weekDay(week: string): string {
  return written("day", new Date(`${week}T00:00:00Z`), "UTC");
}
