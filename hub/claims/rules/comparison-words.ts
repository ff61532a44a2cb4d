import type { Comparison } from "../../../lib/contract/claim.ts";
import { differenceOf, LEAST, neededMore, type Outcomes, verdictOf } from "./compare.ts";

/** A side of a comparison: "Version 3", or the title of a talking point. */
export interface Side extends Outcomes {
  name: string;
}

/** The finding of a comparison in a sentence, which follows from the interval of the difference alone. */
export function finding(
  a: Side,
  b: Side,
  { stopped }: { stopped: boolean },
): { outcome: Comparison["outcome"]; words: string } {
  const difference = differenceOf(a, b);
  const outcome = verdictOf(difference);
  if (outcome === "b_better") return { outcome, words: better(b, a) };
  if (outcome === "a_better") return { outcome, words: better(a, b) };
  if (!stopped) return { outcome, words: `Not enough yet: ${openWords(a, b)}.` };
  const all = a.of + b.of;
  return {
    outcome: difference === null ? "not_enough" : "no_difference",
    words:
      difference === null
        ? `Too little to tell: ${all}, stopped.`
        : `No difference found in ${all}, stopped.`,
  };
}

const better = (one: Side, other: Side) =>
  `${one.name} landed more often: ${one.landed} of ${one.of} against ${other.landed} of ${other.of}.`;

function openWords(a: Side, b: Side): string {
  if (a.of < LEAST || b.of < LEAST) return `at least ${numberWords(LEAST)} of each are needed`;
  const needed = neededMore(a, b);
  return needed === undefined ? "hardly a difference so far" : `about ${inTens(needed)} more needed`;
}

const inTens = (count: number) => Math.max(10, Math.round(count / 10) * 10);

const WEEK_MS = 7 * 24 * 3_600_000;

/**
 * "At ten a week, as since 13 October, that is about three weeks."; undefined where nothing follows: it is decided, hardly
 * a difference, or too new.
 */
export function paceWords(
  a: Outcomes,
  b: Outcomes,
  { startedAt, now, timeZone }: { startedAt: Date; now: Date; timeZone: string },
): string | undefined {
  const needed = neededMore(a, b);
  const weeks = (now.getTime() - startedAt.getTime()) / WEEK_MS;
  if (needed === undefined || needed === 0 || weeks < 1) return undefined;
  const aWeek = Math.round((a.of + b.of) / weeks);
  if (aWeek < 1) return undefined;
  const left = Math.ceil(inTens(needed) / aWeek);
  const long =
    left > 52 ? "more than a year" : `about ${left === 1 ? "a week" : `${numberWords(left)} weeks`}`;
  return `At ${numberWords(aWeek)} a week, as since ${day(startedAt, now, timeZone)}, that is ${long}.`;
}

function day(at: Date, now: Date, timeZone: string): string {
  const yearOf = (date: Date) => new Intl.DateTimeFormat("en-GB", { year: "numeric", timeZone }).format(date);
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    timeZone,
    ...(yearOf(at) === yearOf(now) ? {} : { year: "numeric" }),
  }).format(at);
}

const NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");
/** Small ones as they are said. */
const numberWords = (count: number) => NUMBERS[count] ?? count.toLocaleString("en");
