import type { About, FEEDBACK_TYPES } from "../../../lib/contract/feedback.ts";
import { REASONS, TYPE_WORDS } from "../../../lib/contract/feedback-words.ts";

export type Type = (typeof FEEDBACK_TYPES)[number];

/** What can be said of what. */
const FITS: Readonly<Record<About["what"], readonly Type[]>> = {
  asset: ["wrong_fact", "out_of_date", "not_for_lead"],
  share: ["landed", "fell_flat", "not_discussed"],
  claim: ["landed", "fell_flat"],
  ask: ["ask_answer"],
  nothing: ["request", "data_wrong"],
};
const CALLED: Readonly<Record<About["what"], string>> = {
  asset: "content",
  share: "something that was sent",
  claim: "a talking point",
  ask: "a question",
  nothing: "nothing in particular",
};

/** Why this cannot be said of that, or with these reasons; undefined where it can. */
export function misfit(type: Type, about: About["what"], reasons: readonly string[]): string | undefined {
  if (!FITS[about].includes(type)) return `"${TYPE_WORDS[type]}" cannot be said of ${CALLED[about]}.`;
  const unknown = reasons.find((reason) => !Object.hasOwn(REASONS[type], reason));
  return unknown === undefined ? undefined : `"${unknown}" is no reason of "${TYPE_WORDS[type]}".`;
}

/** Whether it says how something went: there is one of a share, and one of a sentence to a person. */
export function isOutcome(about: About["what"]): boolean {
  return about === "share" || about === "claim";
}

/** What an item says beyond the click. */
export interface Said {
  type: string;
  reasons: readonly string[];
  theirWords: string;
  note: string;
  /** Sentences were added. */
  added: boolean;
}

/**
 * Whether marketing owes an answer: not where nothing is said beyond that all went well, that it does not fit, or what
 * marketing had asked.
 */
export function isOwed({ type, reasons, theirWords, note, added }: Said): boolean {
  if (type === "not_discussed") return false;
  const saysMore = theirWords !== "" || note !== "" || added;
  if (type === "ask_answer") return saysMore;
  if (type !== "landed" && type !== "not_for_lead") return true;
  return reasons.length > 0 || saysMore;
}
