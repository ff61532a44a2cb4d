import type { Noted } from "../contract/reader-page.ts";
import type { Beacon } from "../contract/reading.ts";

/** Without a gesture for so long, nobody is taken to read on; a playing video needs none. */
export const IDLE_AFTER_MS = 60_000;
/** More than this between two looks means that the machine slept or froze the page: only so much counts. */
export const LONGEST_STEP_MS = 3_000;
/** A beacon must stay under what browsers send from a page that closes (64 kB). */
const MOST_PARTS = 3_000;
/** Where only "opened" is noted: enough to tell a person from a machine, and no more. */
const ENOUGH_TO_TELL_MS = 5_000;

/** What can be seen from one look to the next. */
export interface Attention {
  /** The document is visible. */
  visible: boolean;
  /** The page that fills most of the screen, or the tenth of a video that plays; from 1. */
  part: number | null;
  /** A video runs. */
  playing: boolean;
}

export type GestureKind = "scrolled" | "pointer" | "keys" | "touches";
export type Gestures = Record<GestureKind, number>;

/** Times are milliseconds of a clock that never runs backwards. */
export interface ReadingTotals {
  readonly lookedAt: number;
  readonly gestureAt: number;
  readonly attention: Attention;
  readonly visibleMs: number;
  readonly parts: ReadonlyMap<number, number>;
  readonly gestures: Readonly<Gestures>;
}

export function beginReading(now: number): ReadingTotals {
  return {
    lookedAt: now,
    // Opening the page is as good as a gesture.
    gestureAt: now,
    attention: { visible: false, part: null, playing: false },
    visibleMs: 0,
    parts: new Map(),
    gestures: { scrolled: 0, pointer: 0, keys: 0, touches: 0 },
  };
}

/** What was seen until `now` is added up; `next` is what is seen from now on. */
export function look(totals: ReadingTotals, now: number, next: Attention): ReadingTotals {
  const { attention, lookedAt, gestureAt } = totals;
  const until = attention.playing ? now : Math.min(now, gestureAt + IDLE_AFTER_MS);
  const step = Math.min(LONGEST_STEP_MS, Math.max(0, until - lookedAt));
  const moved = { ...totals, lookedAt: Math.max(now, lookedAt), attention: next };
  if (!attention.visible || step === 0) return moved;
  const { part } = attention;
  return {
    ...moved,
    visibleMs: totals.visibleMs + step,
    parts:
      part === null ? totals.parts : new Map(totals.parts).set(part, (totals.parts.get(part) ?? 0) + step),
  };
}

/** Somebody did something. Time before it that was idle stays uncounted. */
export function gesture(totals: ReadingTotals, now: number, kind: GestureKind): ReadingTotals {
  const counted = look(totals, now, totals.attention);
  return {
    ...counted,
    gestureAt: Math.max(now, counted.gestureAt),
    gestures: { ...counted.gestures, [kind]: counted.gestures[kind] + 1 },
  };
}

interface Sent {
  view: string;
  noted: Noted;
  driven: boolean;
  downloaded: boolean;
}

/** The totals as the hub is told them; under `counts` and `signal` without what was read and for how long. */
export function beaconOf(totals: ReadingTotals, { view, noted, driven, downloaded }: Sent): Beacon {
  const all = noted === "person";
  const parts = all
    ? [...totals.parts]
        .map(([part, ms]): [number, number] => [part, Math.round(ms)])
        .sort(([, one], [, other]) => other - one)
        .slice(0, MOST_PARTS)
        .sort(([one], [other]) => one - other)
    : [];
  const visibleMs = Math.round(totals.visibleMs);
  return {
    view,
    parts,
    ...totals.gestures,
    driven,
    visibleMs: all ? visibleMs : Math.min(ENOUGH_TO_TELL_MS, visibleMs),
    downloaded: all && downloaded,
  };
}
