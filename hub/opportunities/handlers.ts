import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

const beingBuilt = async (): Promise<never> => {
  throw new ApiError("internal", "This is being built.");
};

/** The pipeline. */
export function opportunityHandlers(
  _hub: Hub,
): Pick<Handlers, "putOpportunities" | "importOpportunities" | "opportunities"> {
  return {
    putOpportunities: beingBuilt,
    importOpportunities: beingBuilt,
    opportunities: beingBuilt,
  };
}
