import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { z } from "zod";
import { ERROR_STATUS } from "../../lib/contract/error.ts";
import type { Hub } from "../hub.ts";
import { errorCode, reasonOf, StoreUnavailable, UNAVAILABLE_WORDS } from "../store/errors.ts";
import { ApiError } from "./api-error.ts";
import type { Envelope } from "./envelope.ts";

const RETRY_AFTER_SECONDS = 2;

/** Turns whatever was thrown into an answer of the contract. `where` is for the log. */
export type ErrorAnswer = (context: Context, error: unknown, where?: string) => Response;

export function errorAnswerer(hub: Hub, envelope: Envelope): ErrorAnswer {
  return (context, error, where) => {
    const known = asApiError(hub, error, where);
    const { code, message, details } = known;
    const retryAfter =
      details?.retryAfterSeconds ?? (code === "unavailable" ? RETRY_AFTER_SECONDS : undefined);
    if (retryAfter !== undefined) context.header("Retry-After", String(retryAfter));
    if (code === "unauthorized") context.header("WWW-Authenticate", 'Bearer realm="leadside"');
    return context.json(
      { ...envelope, error: { code, message, ...(details ? { details } : {}) } },
      ERROR_STATUS[code] as ContentfulStatusCode,
    );
  };
}

function asApiError(hub: Hub, error: unknown, where: string | undefined): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof StoreUnavailable) {
    hub.log.warn({ where, reason: errorCode(error.cause) }, "the store is not available");
    return new ApiError("unavailable", UNAVAILABLE_WORDS[reasonOf(error)]);
  }
  // A database's message can quote a value, so only its code and our own frames are logged.
  const frames =
    error instanceof Error ? error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) : [];
  hub.log.error({ where, name: (error as Error)?.name, code: errorCode(error), frames }, "unexpected error");
  return new ApiError("internal", "Something went wrong in Leadside. It was logged; try again.");
}

/** Names each field that is wrong, and why, without quoting what was sent. */
export function invalidRequest(error: z.ZodError): ApiError {
  const issues = error.issues.map((issue) => {
    const path = issue.path.join(".");
    return { path, message: issue.message };
  });
  const first = issues[0];
  const message = first ? `${first.path || "The body"}: ${first.message}` : "The request is not valid.";
  return new ApiError("bad_request", message, { issues });
}
