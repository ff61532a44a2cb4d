import { browser } from "./browser.ts";
import type { MessageKind } from "./messages.ts";

/**
 * How a message to the background travels. `id` is a uuid made when the rep clicked: it becomes the
 * idempotency key of what is written, so that asking again after a lost answer writes nothing twice.
 */
export interface Envelope {
  leadside: "ask";
  id: string;
  kind: MessageKind;
  request: unknown;
}

/** Pauses before asking again, in milliseconds: a worker that died in the middle is started anew by the next message. */
const PAUSES = [100, 400];

/** After this an answer is not waited for any longer, in milliseconds: longer than any handler takes. */
const PATIENCE = 60_000;

const after = (pause: number) => new Promise((resume) => setTimeout(resume, pause));

/** Whether the extension was updated or reloaded under this page, so that nothing here can reach it any more. */
export function isOrphaned(): boolean {
  // The types promise an id; an orphaned page finds none, or an error.
  try {
    return !browser.runtime?.id;
  } catch {
    return true;
  }
}

/**
 * Sends one message to the background, again with the same id if its worker dies over it or never answers. Never throws.
 * No zod here: the content script uses this too.
 * @returns what was answered, unread; `orphaned` when this page outlived its extension; `silent` when nobody answers
 */
export async function send(
  kind: MessageKind,
  request: unknown,
): Promise<{ answer: unknown } | "orphaned" | "silent"> {
  const envelope: Envelope = { leadside: "ask", id: crypto.randomUUID(), kind, request };
  for (const pause of [...PAUSES, null]) {
    if (isOrphaned()) return "orphaned";
    try {
      const answer: unknown = await Promise.race([browser.runtime.sendMessage(envelope), after(PATIENCE)]);
      if (answer !== undefined && answer !== null) return { answer };
    } catch (error) {
      if (error instanceof Error && /context invalidated/i.test(error.message)) return "orphaned";
    }
    if (pause !== null) await after(pause);
  }
  return "silent";
}
