import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";

/**
 * The member who calls, and the token that they call with.
 * @throws ApiError `forbidden` for an admin token, which is nobody's
 */
export function callingMember({ caller }: Call) {
  if (caller.kind !== "member") throw new ApiError("forbidden", "Only a member can do this.");
  return caller;
}
