import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

const beingBuilt = async (): Promise<never> => {
  throw new ApiError("internal", "This is being built.");
};

/** Talking points. */
export function claimHandlers(
  _hub: Hub,
): Pick<
  Handlers,
  | "claims"
  | "claim"
  | "addClaim"
  | "changeClaim"
  | "saveClaimDraft"
  | "discardClaimDraft"
  | "publishClaim"
  | "verifyClaim"
  | "startComparison"
  | "stopComparison"
  | "askReps"
  | "closeAsk"
  | "showAsk"
  | "skipAsk"
> {
  return {
    claims: beingBuilt,
    claim: beingBuilt,
    addClaim: beingBuilt,
    changeClaim: beingBuilt,
    saveClaimDraft: beingBuilt,
    discardClaimDraft: beingBuilt,
    publishClaim: beingBuilt,
    verifyClaim: beingBuilt,
    startComparison: beingBuilt,
    stopComparison: beingBuilt,
    askReps: beingBuilt,
    closeAsk: beingBuilt,
    showAsk: beingBuilt,
    skipAsk: beingBuilt,
  };
}
