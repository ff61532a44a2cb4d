import type { MiddlewareHandler } from "hono";
import type { Settings } from "../settings.ts";
import { ApiError } from "./api-error.ts";
import type { ErrorAnswer } from "./error-answer.ts";

/** What strangers uploaded or opened is never answered under the team's name, where members are signed in. */
export function linksHostOnly(settings: Settings, errorAnswer: ErrorAnswer): MiddlewareHandler {
  const links = new URL(settings.linksUrl).host;
  return async (context, next) => {
    if (new URL(context.req.url).host === links) return next();
    return errorAnswer(
      context,
      new ApiError("not_found", `Links are answered under ${settings.linksUrl} alone.`),
    );
  };
}
