import type { ContextView } from "../bridge/messages.ts";
import { ageWords, type Clock, momentWords } from "./time-words.ts";

/** How we know who this is, and how old that is: "Matched by record · data 2 min old". */
export function matchWords({ context, fetchedAt }: ContextView, clock: Clock): string {
  return `${foundWords(context.match)} · data ${ageWords(fetchedAt, clock.now)} old`;
}

function foundWords({ by, confirmationId }: ContextView["context"]["match"]): string {
  if (by === "record") return "Matched by record";
  if (by === "picked") return confirmationId ? "Confirmed by you" : "Confirmed by your team";
  if (by === "email") return "Found by e-mail";
  if (by === "none") return "No match";
  return "Matched";
}

/** Over a kept copy: "Leadside cannot be reached. This is what we knew at 10:07." */
export function staleWords(fetchedAt: string, clock: Clock): string {
  return `Leadside cannot be reached. This is what we knew at ${momentWords(fetchedAt, clock)}.`;
}
