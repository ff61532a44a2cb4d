import type { Verdict } from "../../lib/contract/condition.ts";

/** Three values, the middle one for what cannot be decided: "and" is the least, "or" the greatest (Kleene). */
export type Truth = 0 | 1 | 2;
export const NO = 0;
export const UNKNOWN = 1;
export const YES = 2;

export const not = (truth: Truth): Truth => (2 - truth) as Truth;
export const and = (a: Truth, b: Truth): Truth => (a < b ? a : b);
export const or = (a: Truth, b: Truth): Truth => (a > b ? a : b);

const VERDICTS: readonly [Verdict, Verdict, Verdict] = ["no", "unknown", "yes"];
export const verdictOf = (truth: Truth): Verdict => VERDICTS[truth];
