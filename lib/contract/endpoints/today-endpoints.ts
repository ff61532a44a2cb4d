import * as today from "../today.ts";
import type { Endpoint } from "./endpoint.ts";

/** What waits, and lists that the desk keeps. */
export const todayEndpoints = {
  today: {
    method: "GET",
    path: "/api/today",
    needs: "ownAccess",
    write: false,
    summary: "What waits for me at the desk",
    reply: today.TodayReply,
  },
  sharedMailboxes: {
    method: "GET",
    path: "/api/shared-mailboxes",
    needs: "protectPeople",
    write: false,
    summary: "Addresses that several people read",
    reply: today.SharedMailboxesReply,
  },
  changeSharedMailboxes: {
    method: "POST",
    path: "/api/shared-mailboxes",
    needs: "protectPeople",
    write: false,
    summary: "Say which addresses several people read",
    request: today.ChangeSharedMailboxesRequest,
    reply: today.SharedMailboxesReply,
  },
} as const satisfies Record<string, Endpoint>;
