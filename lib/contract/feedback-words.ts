import type { FEEDBACK_STATUSES, FEEDBACK_TYPES } from "./feedback.ts";

type Type = (typeof FEEDBACK_TYPES)[number];
type Status = (typeof FEEDBACK_STATUSES)[number];

/** How each is called on screen. */
export const TYPE_WORDS: Readonly<Record<Type, string>> = {
  landed: "Landed",
  fell_flat: "Fell flat",
  not_discussed: "Not discussed",
  wrong_fact: "Wrong fact",
  out_of_date: "Out of date",
  not_for_lead: "Not for this lead",
  request: "Request",
  data_wrong: "Data is wrong",
  ask_answer: "Answer to a question",
};

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  new: "New",
  seen: "Seen",
  planned: "Planned",
  changed: "Changed",
  declined: "Declined",
  merged: "Merged",
};

/** What may be chosen as "Why?", by type, in this order; keys cross the border, words do not. */
export const REASONS: Readonly<Record<Type, Readonly<Record<string, string>>>> = {
  landed: {},
  fell_flat: {
    price: "Price",
    not_credible: "Not credible",
    not_relevant: "Not relevant to them",
    competitor_said: "Competitor said otherwise",
    could_not_explain: "Could not explain it",
  },
  not_discussed: {},
  wrong_fact: {},
  out_of_date: {},
  not_for_lead: {
    wrong_role: "Wrong role",
    wrong_stage: "Wrong stage",
    wrong_industry: "Wrong industry",
    has_it: "They have it already",
    too_long: "Too long",
    other_language: "Other language",
  },
  request: {
    customer_story: "Customer story",
    pricing: "Pricing",
    technical_depth: "More technical",
    comparison: "Comparison",
    shorter: "Something shorter",
    other_role: "For another role",
    other_language: "Other language",
  },
  data_wrong: {
    person: "The person",
    company: "The company",
    history: "What they did",
    stage: "The stage",
  },
  ask_answer: { yes: "Yes", partly: "Partly", no: "No", not_tried: "Not tried" },
};

/** "Price"; of a newer release's key the key itself. */
export function reasonWords(type: string, reason: string): string {
  const words = (REASONS as Record<string, Readonly<Record<string, string>>>)[type]?.[reason];
  return words ?? reason.replaceAll("_", " ");
}

/** "Fell flat"; of a newer release's type "Feedback". */
export function typeWords(type: string): string {
  return (TYPE_WORDS as Record<string, string>)[type] ?? "Feedback";
}

/** "1,200 people" for "1200"; a range such as "200-500" as it is. */
export function companySizeWords(size: string): string {
  return /^\d{1,9}$/.test(size) ? `${Number(size).toLocaleString("en-GB")} people` : size;
}
