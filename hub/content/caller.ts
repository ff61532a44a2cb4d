import type { Role } from "../../lib/contract/member.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";

/** The member who calls; permissions let nobody else through. */
export function callerOf(call: Call): { id: string; role: Role } {
  if (call.caller.kind !== "member") throw new ApiError("forbidden", "This needs a member's own access.");
  return call.caller.member;
}

export const memberOf = (call: Call): string => callerOf(call).id;
