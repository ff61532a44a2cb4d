import { type MessageKind, type MessageReply, type MessageRequest, messages } from "./messages.ts";
import { Failure, failed, type Result } from "./result.ts";
import { send } from "./send.ts";

/**
 * Asks the background. Never throws: what can go wrong comes back as a failure with its own code.
 * @param kind which message; `messages` says who may send it
 * @returns the parsed reply, `extension_updated` when this page outlived its extension, or `malformed`
 *   when no answer of a form we know came
 */
export async function ask<Kind extends MessageKind>(
  kind: Kind,
  request: MessageRequest<Kind>,
): Promise<Result<MessageReply<Kind>>> {
  const sent = await send(kind, request);
  if (sent === "orphaned") return failed("extension_updated", "Leadside was updated. Reload this tab.");
  if (sent === "silent") {
    return failed("malformed", "Leadside did not answer inside the browser. Reload this tab.");
  }
  return read(kind, sent.answer);
}

function read<Kind extends MessageKind>(kind: Kind, answer: unknown): Result<MessageReply<Kind>> {
  if (typeof answer === "object" && answer !== null && "ok" in answer) {
    if (answer.ok === true && "value" in answer) {
      const value = messages[kind].reply.safeParse(answer.value);
      if (value.success) return { ok: true, value: value.data as MessageReply<Kind> };
    }
    if (answer.ok === false && "error" in answer) {
      const error = Failure.safeParse(answer.error);
      if (error.success) {
        const { code, message, hubCode } = error.data;
        return failed(code, message, hubCode);
      }
    }
  }
  return failed("malformed", `Leadside gave an answer to ${kind} that this page does not understand.`);
}
