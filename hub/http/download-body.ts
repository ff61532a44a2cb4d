import type { ServerResponse } from "node:http";
import type { Context } from "hono";
import { errorCode } from "../store/errors.ts";

/**
 * The body of an answer that may fail half way. Then the connection is cut, by which whoever reads knows that it is
 * not whole; left to itself, the server would print the error past the log, and into the answer.
 * @param broken is told the error's code or kind
 */
export function downloadBody(
  source: ReadableStream<Uint8Array>,
  context: Context,
  broken: (reason: string) => void,
): ReadableStream<Uint8Array> {
  // There is none where no socket is.
  const { outgoing } = (context.env ?? {}) as { outgoing?: ServerResponse };
  const reader = source.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          broken(errorCode(error) ?? (error as Error).name);
          if (!outgoing) throw error;
          outgoing.destroy();
          controller.close();
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
