import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

const notYet = async (): Promise<never> => {
  throw new ApiError("unavailable", "This is being built.");
};

/** Signing in at the desk. */
export function sessionHandlers(
  _hub: Hub,
): Pick<Handlers, "openSession" | "codeKind" | "signOutEverywhere" | "signInLink"> {
  return {
    openSession: notYet,
    codeKind: notYet,
    signOutEverywhere: notYet,
    signInLink: notYet,
  };
}
