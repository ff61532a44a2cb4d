import type { FEEDBACK_STATUSES } from "../../../lib/contract/feedback.ts";

type Status = (typeof FEEDBACK_STATUSES)[number];

/**
 * What an item's state is to who gave it: of one that was merged what became of the main one; as long as nothing did,
 * that it was merged.
 * @param main of the item that it was merged into; undefined for one that stands by itself
 */
export function giverStatus(own: Status, main: Status | undefined): Status {
  if (main === undefined) return own;
  return main === "new" || main === "seen" ? "merged" : main;
}

/** Whether there is something to open again: it was answered or closed. */
export function canReopen(status: Status, isAnswered: boolean): boolean {
  return isAnswered || status === "planned" || status === "changed" || status === "declined";
}
