import type { KeptFeedback } from "../bridge/feedback-messages.ts";
import type { About, FeedbackContext } from "../contract/feedback.ts";
import type { RecordRef } from "../contract/record.ts";
import type { Draft, Type } from "./feedback-draft.ts";

/** What a click says, and what it is called while it waits: "Fell flat: Live in six weeks". */
export interface Saying {
  about: About;
  type: Type;
  label: string;
  /** Why it stood in the panel, to go along. */
  shownBecause?: string | undefined;
  reasons?: readonly string[];
  /** What the status line says instead of "Sent". */
  words?: string;
  /** Takes back what the click did beside, and says so itself. */
  onUndo?: () => void;
}

/** Something that the rep said at a record just now. */
export interface Said extends Saying {
  /** The item's id. */
  key: string;
  place: string;
  record: RecordRef;
  at: string;
  state: "sending" | "sent" | "waiting" | "signed_out";
  /** `offered`: while it can be undone. `writing`: the rep is in it. `closed`: one line. `late`: a further sentence. */
  form: "offered" | "writing" | "closed" | "late";
  draft: Draft;
  /** What went along. */
  context: FeedbackContext;
  /** Why what was written is still in the form. */
  failure?: string | undefined;
}

/** Where what was kept in this browser is now. Pure. */
export function stateOf({ sent, sending, signedOut }: KeptFeedback): Said["state"] {
  if (sent) return "sent";
  if (signedOut) return "signed_out";
  return sending ? "sending" : "waiting";
}

/** What became of a click, in a few words. Pure. */
export function stateWords({ state, words }: Pick<Said, "state" | "words">): string {
  switch (state) {
    case "sent":
      return words ?? "Sent";
    case "sending":
      return words ?? "Sending…";
    case "signed_out":
      return "Kept. Connect again in the options to send it.";
    case "waiting":
      return words === undefined ? "Waiting for connection" : `${words} Sent when the connection is back.`;
  }
}
