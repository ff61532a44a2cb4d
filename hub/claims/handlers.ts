import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { touchLibrary } from "../library/touch-library.ts";
import { addClaim, changeClaim } from "./add-claim.ts";
import { showAsk, skipAsk } from "./ask-places.ts";
import { askReps, closeAsk } from "./asks.ts";
import { memberOf } from "./caller.ts";
import { discardDraft, saveDraft } from "./draft.ts";
import { listClaims } from "./list-claims.ts";
import { lockClaim } from "./lock-claim.ts";
import { markVerified, publishClaim } from "./publish-claim.ts";
import { readClaim } from "./read-claim.ts";
import { readComparison } from "./read-comparisons.ts";
import { type ClaimParts, startComparison } from "./start-comparison.ts";
import { stopComparison } from "./stop-comparison.ts";

/** Talking points. */
export function claimHandlers(
  hub: Hub,
  parts: ClaimParts,
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
  const replyOf = async (id: string) => ({ claim: await readClaim(hub, id) });
  const comparisonOf = async (id: string) => ({ comparison: await readComparison(hub, id) });
  return {
    claims: (request) => listClaims(hub, request),
    claim: ({ id }) => replyOf(id),
    addClaim: async (request, call) => replyOf(await addClaim(hub, call, request)),

    async changeClaim(request, call) {
      await changeClaim(hub, call, request);
      return replyOf(request.id);
    },

    saveClaimDraft: (request, call) => saveDraft(hub, call, request),
    discardClaimDraft: ({ claimId }) => discardDraft(hub, claimId),

    async publishClaim(request, call) {
      await publishClaim(hub, call, request, parts);
      return replyOf(request.claimId);
    },

    async verifyClaim({ id }, call) {
      await hub.store.transaction(async (sql) => {
        await lockClaim(sql, id);
        await markVerified(sql, id, memberOf(call), hub.now());
        await touchLibrary(sql);
      });
      return replyOf(id);
    },

    startComparison: async (request, call) => comparisonOf(await startComparison(hub, call, request, parts)),

    async stopComparison(request, call) {
      await stopComparison(hub, call, request);
      return comparisonOf(request.id);
    },

    askReps: async (request, call) => replyOf(await askReps(hub, call, request)),
    closeAsk: async ({ id }) => replyOf(await closeAsk(hub, id)),
    showAsk: async (request, call) => ({ yours: await showAsk(hub, memberOf(call), request) }),

    async skipAsk({ id }, call) {
      await skipAsk(hub, memberOf(call), id);
      return { skipped: true as const };
    },
  };
}
