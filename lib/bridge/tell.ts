import type { MessageKind, MessageReply, MessageRequest } from "./messages.ts";
import { send } from "./send.ts";

/**
 * The locator's way to ask the background: without zod, which would be most of the content script.
 * The background parses what it gets and answers in the form that `messages` names, so that the reply is
 * taken as it comes.
 * @returns the reply, `orphaned` when the extension was updated under this page, or null on any failure
 */
export async function tell<Kind extends MessageKind>(
  kind: Kind,
  request: MessageRequest<Kind>,
): Promise<MessageReply<Kind> | "orphaned" | null> {
  const sent = await send(kind, request);
  if (sent === "orphaned") return "orphaned";
  if (sent === "silent") return null;
  const { answer } = sent;
  const good = typeof answer === "object" && answer !== null && "ok" in answer && answer.ok === true;
  return good && "value" in answer ? (answer.value as MessageReply<Kind>) : null;
}
