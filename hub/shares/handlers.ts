import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

const notYet = async (): Promise<never> => {
  throw new ApiError("unavailable", "This is being built.");
};

/** Sending, and what came of it. */
export function shareHandlers(
  _hub: Hub,
): Pick<
  Handlers,
  | "prepareShare"
  | "noteShare"
  | "changeShare"
  | "shares"
  | "shareViews"
  | "mine"
  | "readingSettings"
  | "changeReadingSettings"
> {
  return {
    prepareShare: notYet,
    noteShare: notYet,
    changeShare: notYet,
    shares: notYet,
    shareViews: notYet,
    mine: notYet,
    readingSettings: notYet,
    changeReadingSettings: notYet,
  };
}
