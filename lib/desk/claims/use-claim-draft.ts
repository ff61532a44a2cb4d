import { useQueryClient } from "@tanstack/react-query";
import type { Claim, ClaimBody } from "../../contract/claim.ts";
import { type DraftEditing, useDraft } from "../content/use-draft.ts";
import { claimKeeper, EMPTY_CLAIM, publishedBody, tidyClaim } from "./claim-draft.ts";

/** A talking point as it is being written. */
export function useClaimDraft(claim: Claim): ClaimEditing {
  return useDraft(claimKeeper(claim.id, useQueryClient()), tidyClaim, {
    draft: claim.draft,
    published: publishedBody(claim),
    empty: EMPTY_CLAIM,
  });
}
export type ClaimEditing = DraftEditing<ClaimBody>;
