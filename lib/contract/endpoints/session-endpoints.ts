import * as session from "../session.ts";
import type { Endpoint } from "./endpoint.ts";

/** Signing in at the desk. */
export const sessionEndpoints = {
  openSession: {
    method: "POST",
    path: "/api/session",
    needs: "open",
    write: true,
    summary: "Sign in at the desk with a code that works once; answers with a cookie",
    request: session.OpenSessionRequest,
    reply: session.OpenSessionReply,
  },
  codeKind: {
    method: "POST",
    path: "/api/session/code",
    needs: "open",
    write: false,
    summary: "What a code is for; uses nothing up",
    request: session.CodeKindRequest,
    reply: session.CodeKindReply,
  },
  signOutEverywhere: {
    method: "POST",
    path: "/api/sign-out/everywhere",
    needs: "ownAccess",
    write: false,
    summary: "Revoke all of my devices and sign-ins but this one",
    reply: session.SignOutEverywhereReply,
  },
  signInLink: {
    method: "POST",
    path: "/api/sign-in-links",
    needs: "manageMembers",
    write: true,
    summary: "A link that signs a member in at the desk, once, for a day",
    request: session.SignInLinkRequest,
    reply: session.SignInLinkReply,
  },
} as const satisfies Record<string, Endpoint>;
