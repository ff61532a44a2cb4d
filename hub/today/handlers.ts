import { callingMember } from "../access/caller.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { changeSharedMailboxes, listSharedMailboxes } from "../people/shared-mailboxes.ts";
import { readToday } from "./read-today.ts";

/** What waits for a member at the desk, and the list of shared mailboxes. */
export function todayHandlers(
  hub: Hub,
): Pick<Handlers, "today" | "sharedMailboxes" | "changeSharedMailboxes"> {
  return {
    today: (_request, call) => readToday(hub, callingMember(call).member, hub.store.engine === "pglite"),
    sharedMailboxes: async () => ({ items: await listSharedMailboxes(hub.store), next: null }),
    changeSharedMailboxes: async ({ items }) => ({
      items: await hub.store.transaction((sql) => changeSharedMailboxes(sql, items)),
      next: null,
    }),
  };
}
