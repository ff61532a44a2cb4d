/** What a rep can do that is kept in this browser first, and sent once from there. */
export const OUTBOX_KINDS = [
  "confirm",
  "undo_confirm",
  "seen",
  "note_share",
  "put_away",
  "undo_put_away",
  "give_feedback",
  "hold_feedback",
  "change_feedback",
  "take_back_feedback",
  "reopen_feedback",
  "see_answer",
  "answer_credit",
  "skip_ask",
] as const;
export type OutboxKind = (typeof OUTBOX_KINDS)[number];

/** That they looked, or began to write, is no deed worth telling of. */
const UNTOLD: readonly OutboxKind[] = ["seen", "hold_feedback", "see_answer", "skip_ask"];

/** Whether the rep is told that this waits, or was refused. */
export function isTold(kind: OutboxKind): boolean {
  return !UNTOLD.includes(kind);
}
