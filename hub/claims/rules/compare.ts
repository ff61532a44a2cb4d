/** What came of a sentence: how often it landed, of how many times that it landed or fell flat. */
export interface Outcomes {
  landed: number;
  of: number;
}

/** B less A, in shares of one. */
export interface Difference {
  value: number;
  interval: [number, number];
}
export type Verdict = "not_enough" | "a_better" | "b_better";

/** So often at most, of all comparisons without a difference, is one ever said to land more often. */
export const FALSE_ALARMS = 0.1;
/**
 * Under so many of either nothing is said, as no rate has an interval under ten. It is part of the method: from so few the
 * standard error is too rough, and with five of each there were false alarms in up to 14 of 100 comparisons.
 */
export const LEAST = 10;
/**
 * What the interval is made with, to keep `FALSE_ALARMS`: the mixture is exact for normal numbers only. Made with one in
 * ten, 11.9 % of comparisons raised a false alarm that were looked at after each of 3,650 outcomes.
 */
const MADE_WITH = 0.08;
/** About how many outcomes the interval is made for, over `ln(1/MADE_WITH)`: it is a little wider before and after. */
const SCALE = 7;

/**
 * How much more often B landed than A, with an interval that holds though somebody looks at it every day.
 *
 * The outcomes are one a person, of people who were shown A or B by chance. The interval is a time-uniform confidence
 * sequence by Robbins' normal mixture: of all comparisons without a difference, in at most one of ten does it *ever*
 * leave no difference out, of those looked at after each of up to 3,650 outcomes. (A fixed 90 % interval, looked at daily,
 * does so in about half of them.) Its centre is the observed difference; the standard error has Agresti and Caffo's counts, with
 * one more that landed and one more that fell flat on either side, so that it is right where few or nearly all landed.
 * The outcomes count as `4ab/(a+b)`: as many as there are where both sides have the same number, and fewer else.
 * `test/claims/` shows by simulation that the rate of false alarms holds.
 * @returns null while either side has under ten
 */
export function differenceOf(a: Outcomes, b: Outcomes): Difference | null {
  if (a.of < LEAST || b.of < LEAST) return null;
  const value = b.landed / b.of - a.landed / a.of;
  const width = halfWidth(a, b);
  return { value, interval: [Math.max(-1, value - width), Math.min(1, value + width)] };
}

/** What the interval of the difference says, and nothing else does: that the bars of two rates overlap decides nothing. */
export function verdictOf(difference: Difference | null): Verdict {
  if (difference === null) return "not_enough";
  const [least, most] = difference.interval;
  if (least > 0) return "b_better";
  return most < 0 ? "a_better" : "not_enough";
}

function halfWidth(a: Outcomes, b: Outcomes): number {
  const error = Math.sqrt(varianceOf(a) + varianceOf(b));
  const seen = (4 * a.of * b.of) / (a.of + b.of);
  const ratio = seen / SCALE;
  return error * Math.sqrt((1 + 1 / ratio) * (Math.log(1 + ratio) + 2 * Math.log(1 / MADE_WITH)));
}

function varianceOf({ landed, of }: Outcomes): number {
  const rate = (landed + 1) / (of + 2);
  return (rate * (1 - rate)) / (of + 2);
}

/** Further away than this nobody waits for it. */
const MOST_NEEDED = 500;
/** Less of a difference than this is hardly one. */
const HARDLY = 0.03;

/**
 * How many more outcomes it takes until one is said to land more often, if both go on as they did and equally often.
 * @returns undefined where there is hardly a difference so far, or too little to tell
 */
export function neededMore(a: Outcomes, b: Outcomes): number | undefined {
  const difference = differenceOf(a, b);
  if (difference === null || Math.abs(difference.value) < HARDLY) return undefined;
  const goOn = ({ landed, of }: Outcomes, more: number): Outcomes => ({
    landed: landed + (more * landed) / of,
    of: of + more,
  });
  // Those that come make up for what one side has fewer first.
  const later = (more: number): Verdict => {
    const total = a.of + b.of + more;
    const moreOfA = Math.min(more, Math.max(0, total / 2 - a.of));
    return verdictOf(differenceOf(goOn(a, moreOfA), goOn(b, more - moreOfA)));
  };
  for (let more = 0; more <= MOST_NEEDED; more += 1) if (later(more) !== "not_enough") return more;
  return undefined;
}
