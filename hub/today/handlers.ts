import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

const notYet = async (): Promise<never> => {
  throw new ApiError("unavailable", "This is being built.");
};

/** What waits for a member at the desk. */
export function todayHandlers(
  _hub: Hub,
): Pick<Handlers, "today" | "sharedMailboxes" | "changeSharedMailboxes"> {
  return {
    today: notYet,
    sharedMailboxes: notYet,
    changeSharedMailboxes: notYet,
  };
}
