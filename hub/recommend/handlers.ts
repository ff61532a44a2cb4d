import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

const notYet = async (): Promise<never> => {
  throw new ApiError("unavailable", "This is being built.");
};

/** What is put away for a lead. */
export function recommendHandlers(_hub: Hub): Pick<Handlers, "putAway" | "undoPutAway"> {
  return {
    putAway: notYet,
    undoPutAway: notYet,
  };
}
