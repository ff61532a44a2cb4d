import { z } from "zod";
import { type ChangeFeedbackRequest, FEEDBACK_TYPES } from "../contract/feedback.ts";
import { reasonWords } from "../contract/feedback-words.ts";
import type { OutboxEntry } from "./vault.ts";

const Words = z.object({
  note: z.string().optional(),
  theirWords: z.string().optional(),
  reasons: z.array(z.string()).optional(),
  page: z.number().nullish(),
});

/** As long as the hub takes a sentence. */
const MOST = 1_000;

/**
 * A word about feedback that came after others could see the item, such as after a connection that broke in between:
 * reasons, page and the prospect's words are fixed by then, a further sentence is always taken. So what was said goes as
 * one, or as several where it is too long for one. Pure but for the new entries' ids.
 * @param code the hub's refusal
 * @returns what to send instead, in order, or undefined where nothing of the kind happened
 */
export function lateWords(
  entry: OutboxEntry,
  code: string | undefined,
): [OutboxEntry, ...OutboxEntry[]] | undefined {
  if (entry.kind !== "change_feedback" || code !== "conflict") return undefined;
  const said = Words.safeParse(entry.request);
  if (!said.success) return undefined;
  const { note, theirWords, reasons = [], page } = said.data;
  // A sentence alone was no reason to refuse it.
  if (!theirWords && reasons.length === 0 && !page) return undefined;
  const request = entry.request as z.infer<typeof ChangeFeedbackRequest>;
  const sentence = [
    reasons.length > 0 && `${reasons.map(wordsOfReason).join(", ")}.`,
    page && `Page ${page}.`,
    theirWords && `They said: “${theirWords}”`,
    note,
  ]
    .filter(Boolean)
    .join(" ");
  const { id, record, at, taken } = request;
  const [first, ...further] = partsOf(sentence);
  const late = (part: string, index: number, more: object): OutboxEntry => ({
    ...entry,
    id: crypto.randomUUID(),
    // A moment later each, so that they are read in this order.
    request: { id, record, at: new Date(Date.parse(at) + index).toISOString(), note: part, ...more },
  });
  return [
    late(first, 0, { ...(taken ? { taken } : {}), hold: false }),
    ...further.map((part, index) => late(part, index + 1, {})),
  ];
}

/** Pieces that the hub takes, cut between words where there is a blank. */
function partsOf(sentence: string): [string, ...string[]] {
  if (sentence.length <= MOST) return [sentence];
  const blank = sentence.lastIndexOf(" ", MOST);
  const cut = blank > MOST / 2 ? blank : MOST;
  return [sentence.slice(0, cut).trimEnd(), ...partsOf(sentence.slice(cut).trimStart())];
}

/** What the rep had written in a request, to be shown where it was refused. Pure. */
export function wordsIn(request: unknown): string | undefined {
  const said = Words.safeParse(request);
  if (!said.success) return undefined;
  const { note, theirWords, page } = said.data;
  return (
    [page && `Page ${page}.`, theirWords && `“${theirWords}”`, note].filter(Boolean).join(" ") || undefined
  );
}

/** The keys of all types are apart, or mean the same. */
function wordsOfReason(reason: string): string {
  for (const type of FEEDBACK_TYPES) {
    const words = reasonWords(type, reason);
    if (words !== reason.replaceAll("_", " ")) return words;
  }
  return reasonWords("", reason);
}
