import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { codeKindHandler } from "./code-kind.ts";
import { openSessionHandler } from "./open-session.ts";
import { signInLinkHandler } from "./sign-in-link.ts";
import { signOutEverywhereHandler } from "./sign-out-everywhere.ts";

/** Signing in at the desk, and out everywhere. */
export function sessionHandlers(
  hub: Hub,
): Pick<Handlers, "openSession" | "codeKind" | "signOutEverywhere" | "signInLink"> {
  return {
    openSession: openSessionHandler(hub),
    codeKind: codeKindHandler(hub),
    signOutEverywhere: signOutEverywhereHandler(hub),
    signInLink: signInLinkHandler(hub),
  };
}
