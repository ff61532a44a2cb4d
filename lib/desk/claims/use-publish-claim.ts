import { useQueryClient } from "@tanstack/react-query";
import type { Claim } from "../../contract/claim.ts";
import { callHub } from "../call-hub.ts";
import { useEndDraft } from "../content/use-end-draft.ts";
import { useNotice } from "../notice.ts";
import { useHubWrite } from "../use-hub.ts";
import { EMPTY_CLAIM, publishedBody, tidyClaim } from "./claim-draft.ts";
import type { ClaimEditing } from "./use-claim-draft.ts";

/** Publishing a version that is being written, and throwing it away; either can fail, and loses nothing. */
export function usePublishClaim(claim: Claim, { keeper, body, show }: ClaimEditing) {
  const client = useQueryClient();
  const notice = useNotice();
  const write = useHubWrite("publishClaim");
  const { busy, problem, trying } = useEndDraft(keeper);
  const readAgain = () =>
    Promise.all(["claim", "claims", "today"].map((name) => client.invalidateQueries({ queryKey: [name] })));

  return {
    busy,
    problem,
    /** @param compare shows the version before and this one by chance */
    publish: (whatChanged: string, compare: boolean, onDone: () => void) =>
      trying(
        async () => {
          const { claim: published } = await write.mutateAsync({
            claimId: claim.id,
            body: tidyClaim(body),
            whatChanged,
            basedOn: keeper.basedOn(),
            ...(compare ? { compare } : {}),
          });
          keeper.goOnFrom(null);
          await readAgain();
          notice({ text: `Version ${published.version?.number} is out: reps see it from now on.` });
          onDone();
        },
        () => keeper.write(body),
      ),
    discard: (onDone: () => void) =>
      trying(
        async () => {
          await callHub("discardClaimDraft", { claimId: claim.id });
          keeper.goOnFrom(null);
          show(publishedBody(claim) ?? EMPTY_CLAIM);
          await readAgain();
          notice({ text: "Draft discarded.", undo: () => keeper.write(body) });
          onDone();
        },
        () => keeper.write(body),
      ),
  };
}
