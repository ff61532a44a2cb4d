import type { Touchpoint } from "../contract/touchpoint.ts";
import { isRepeat } from "./repeats.ts";
import { type Clock, dayMoment, dayNumber, lookedWords, mondayOf, written } from "./time-words.ts";

/** One line of the engagement history, from top to bottom. */
export type HistoryEntry =
  | { kind: "week"; key: string; title: string }
  | { kind: "touchpoint"; key: string; touchpoint: Touchpoint; again: Touchpoint[]; late: boolean }
  | { kind: "looked"; key: string; words: string };

/**
 * Lays touchpoints out, newest first: a heading for each week, and the rule that parts new from known.
 * The rule stands where the rep's last look was in time; what happened before it but arrived after it
 * is marked late, since the rep has not seen that either.
 * @param since when the rep last looked, or null for never
 */
export function historyEntries(
  touchpoints: readonly Touchpoint[],
  since: string | null,
  clock: Clock,
): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  const looked = since === null ? undefined : new Date(since).getTime();
  let week: number | undefined;
  let ruled = looked === undefined;
  for (const touchpoint of touchpoints) {
    const at = new Date(touchpoint.at);
    const monday = mondayOf(dayNumber(at, clock.zone));
    if (!ruled && looked !== undefined && at.getTime() <= looked) {
      ruled = true;
      // Above everything it would part nothing from nothing.
      if (entries.length > 0 && since !== null) {
        entries.push({
          kind: "looked",
          key: "looked",
          words: `You last looked ${lookedWords(since, clock)}`,
        });
      }
    }
    if (monday !== week) {
      week = monday;
      entries.push({ kind: "week", key: `week ${monday}`, title: weekTitle(monday, clock) });
    }
    const late =
      looked !== undefined && at.getTime() <= looked && new Date(touchpoint.receivedAt).getTime() > looked;
    const above = entries.at(-1);
    const repeats =
      above?.kind === "touchpoint" &&
      above.late === late &&
      isRepeat(above.touchpoint, touchpoint, clock.zone);
    if (repeats) above.again.push(touchpoint);
    else entries.push({ kind: "touchpoint", key: touchpoint.id, touchpoint, again: [], late });
  }
  return entries;
}

/** "This week", "Last week", "Week of 2 November". */
export function weekTitle(monday: number, { now, zone }: Clock): string {
  const weeks = (mondayOf(dayNumber(now, zone)) - monday) / 7;
  if (weeks === 0) return "This week";
  if (weeks === 1) return "Last week";
  const day = dayMoment(monday);
  const thisYear = dayMoment(dayNumber(now, zone)).getUTCFullYear() === day.getUTCFullYear();
  return `Week of ${written(thisYear ? "longDay" : "longDayOfYear", day, "UTC")}`;
}

/** The first `rows` touchpoints with the headings and the rule above them. */
export function firstRows(entries: readonly HistoryEntry[], rows: number): HistoryEntry[] {
  let left = rows;
  const shown: HistoryEntry[] = [];
  for (const entry of entries) {
    if (entry.kind === "touchpoint") left -= 1;
    if (left < 0) break;
    shown.push(entry);
  }
  while (shown.length > 0 && shown.at(-1)?.kind !== "touchpoint") shown.pop();
  return shown;
}
