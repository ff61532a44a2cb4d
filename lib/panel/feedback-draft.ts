import type { z } from "zod";
import type { About, ChangeFeedbackRequest, ContextPart, FeedbackContext } from "../contract/feedback.ts";
import { CONTEXT_PARTS } from "../contract/feedback.ts";
import { companySizeWords, type TYPE_WORDS } from "../contract/feedback-words.ts";

/** What a rep can say with a click. */
export type Type = keyof typeof TYPE_WORDS;

/** What the rep adds to a click, as it stands in the form. */
export interface Draft {
  /** Keys, the first that was chosen first. */
  reasons: readonly string[];
  theirWords: string;
  note: string;
  /** As typed. */
  page: string;
  /** Of what goes along, taken away. */
  taken: readonly ContextPart[];
}

export const EMPTY_DRAFT: Draft = { reasons: [], theirWords: "", note: "", page: "", taken: [] };

/** As many as the hub takes. */
const MOST_REASONS = 6;

/** The chosen reasons after a click on one: it is chosen, or no longer. Pure. */
export function toggled(reasons: readonly string[], reason: string): readonly string[] {
  if (reasons.includes(reason)) return reasons.filter((other) => other !== reason);
  return reasons.length < MOST_REASONS ? [...reasons, reason] : reasons;
}

/** What goes along after a click on a part: taken away, or not. Pure. */
export function withTaken(taken: readonly ContextPart[], part: ContextPart): readonly ContextPart[] {
  return taken.includes(part) ? taken.filter((other) => other !== part) : [...taken, part];
}

type Change = Omit<z.input<typeof ChangeFeedbackRequest>, "id" | "record" | "at" | "hold">;

/** Whether what stands as the page is none, such as "4 to 6": then it is told in words. Pure. */
export function isNoPage({ page }: Pick<Draft, "page">): boolean {
  return page.trim() !== "" && pageIn(page) === undefined;
}

function pageIn(text: string): number | undefined {
  const page = Number(text.trim());
  return Number.isInteger(page) && page > 0 && page <= 100_000 ? page : undefined;
}

/** What of the form is to be told. Pure. */
export function changeOf(draft: Draft): Change {
  const theirWords = draft.theirWords.trim();
  const inWords = isNoPage(draft) && `Page: ${draft.page.trim()}.`;
  const note = [inWords, draft.note.trim()].filter(Boolean).join(" ");
  const page = pageIn(draft.page);
  return {
    ...(draft.reasons.length > 0 ? { reasons: [...draft.reasons] } : {}),
    ...(theirWords ? { theirWords } : {}),
    ...(note ? { note } : {}),
    ...(page === undefined ? {} : { page }),
    ...(draft.taken.length > 0 ? { taken: [...draft.taken] } : {}),
  };
}

/** Whether the form says anything. Pure. */
export function saysSomething(draft: Draft): boolean {
  return Object.keys(changeOf(draft)).length > 0;
}

/** Types for which the sentence is the point: its field stands open from the start. */
const IN_WORDS: readonly Type[] = ["request", "data_wrong", "wrong_fact", "out_of_date"];

export const isInWords = (type: Type) => IN_WORDS.includes(type);
/** Types that are about a page of something. */
export const hasPage = (type: Type) => type === "wrong_fact" || type === "out_of_date";

/** What goes along, in the order that it is shown in: the part and its words. Pure. */
export function partsOf(context: FeedbackContext): { part: ContextPart; words: string }[] {
  return CONTEXT_PARTS.flatMap((part) => {
    const words = context[part]?.trim();
    return words ? [{ part, words: part === "companySize" ? companySizeWords(words) : words }] : [];
  });
}

export const PART_WORDS: Readonly<Record<ContextPart, string>> = {
  name: "Name",
  title: "Title",
  company: "Company",
  companySize: "Company size",
  industry: "Industry",
  country: "Country",
  stage: "Stage",
  deal: "Deal",
  shownBecause: "Shown because",
};

/** Where in the panel a click stands: what the rep says there is about one thing. */
export function placeOf(about: About, type?: Type): string {
  switch (about.what) {
    case "asset":
      return `asset ${about.assetId} ${type}`;
    case "share":
      return `share ${about.shareId}`;
    case "claim":
      return `claim ${about.claimVersionId}`;
    case "ask":
      return `ask ${about.askId}`;
    case "nothing":
      return `foot ${type}`;
  }
}
