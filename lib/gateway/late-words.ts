import { z } from "zod";
import { type ChangeFeedbackRequest, FEEDBACK_TYPES } from "../contract/feedback.ts";
import { reasonWords } from "../contract/feedback-words.ts";
import type { OutboxEntry } from "./vault.ts";

const Words = z.object({
  note: z.string().optional(),
  theirWords: z.string().optional(),
  reasons: z.array(z.string()).optional(),
});

/**
 * A word about feedback that came after others could see the item, such as after a connection that broke in between:
 * reasons and the prospect's words are fixed by then, a further sentence is always taken. So what was said goes as one.
 * Pure but for the new entry's id.
 * @param code the hub's refusal
 * @returns what to send instead, or undefined where nothing of the kind happened
 */
export function lateWords(entry: OutboxEntry, code: string | undefined): OutboxEntry | undefined {
  if (entry.kind !== "change_feedback" || code !== "conflict") return undefined;
  const said = Words.safeParse(entry.request);
  if (!said.success) return undefined;
  const { note, theirWords, reasons = [] } = said.data;
  // A sentence alone was no reason to refuse it.
  if (!theirWords && reasons.length === 0) return undefined;
  const request = entry.request as z.infer<typeof ChangeFeedbackRequest>;
  const sentence = [
    reasons.length > 0 && `${reasons.map(wordsOfReason).join(", ")}.`,
    theirWords && `They said: “${theirWords}”`,
    note,
  ]
    .filter(Boolean)
    .join(" ")
    .slice(0, 1_000);
  const { id, record, at, taken } = request;
  return {
    ...entry,
    id: crypto.randomUUID(),
    request: { id, record, at, note: sentence, ...(taken ? { taken } : {}), hold: false },
  };
}

/** What the rep had written in a request, to be shown where it was refused. Pure. */
export function wordsIn(request: unknown): string | undefined {
  const said = Words.safeParse(request);
  if (!said.success) return undefined;
  const { note, theirWords } = said.data;
  return [theirWords && `“${theirWords}”`, note].filter(Boolean).join(" ") || undefined;
}

/** The keys of all types are apart, or mean the same. */
function wordsOfReason(reason: string): string {
  for (const type of FEEDBACK_TYPES) {
    const words = reasonWords(type, reason);
    if (words !== reason.replaceAll("_", " ")) return words;
  }
  return reasonWords("", reason);
}
