import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";

/** The member who calls; permissions let nobody else through. */
export function memberOf(call: Call): string {
  if (call.caller.kind !== "member") throw new ApiError("forbidden", "This needs a member's own access.");
  return call.caller.member.id;
}
