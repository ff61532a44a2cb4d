import type { QueryClient } from "@tanstack/react-query";
import { type Claim, ClaimBody, ClaimDraftChanged } from "../../contract/claim.ts";
import type { ReplyOf } from "../../contract/endpoints.ts";
import type { Member } from "../../contract/member.ts";
import { callHub, HubError } from "../call-hub.ts";
import { DraftChangedError, type DraftKeeper } from "../content/draft-keeper.ts";
import { draftKeeper } from "../content/drafts.ts";

export const EMPTY_CLAIM: ClaimBody = {
  say: "",
  proof: [],
  conditions: { to: [], joint: "and", when: [], except: [] },
  toGet: "",
};

/** As the hub keeps it: without spaces at the ends, and without proof that says nothing yet. */
export const tidyClaim = (body: ClaimBody): ClaimBody =>
  ClaimBody.parse({ ...body, proof: body.proof.filter(({ words }) => words.trim() !== "") });

/** What stands there without a draft: what reps see, or nothing. */
export const publishedBody = ({ versions }: Pick<Claim, "versions">): ClaimBody | null =>
  versions[0]?.body ?? null;

/** The keeper of a talking point's draft. */
export function claimKeeper(claimId: string, client: QueryClient): DraftKeeper<ClaimBody> {
  return draftKeeper<ClaimBody>(`claim ${claimId}`, {
    save: (body, basedOn) => save(client, claimId, tidyClaim(body), basedOn),
    asKept: tidyClaim,
  });
}

async function save(client: QueryClient, claimId: string, body: ClaimBody, basedOn: string | null) {
  const { savedAt } = await callHub("saveClaimDraft", { claimId, body, basedOn }).catch((error: unknown) => {
    const isChanged = error instanceof HubError && error.code === "conflict";
    const changed = isChanged ? ClaimDraftChanged.safeParse(error.details) : undefined;
    throw changed?.success ? new DraftChangedError(changed.data.draft) : error;
  });
  // Who opens it again finds what was just kept, not what was read before.
  const key = ["claim", { id: claimId }];
  await client.cancelQueries({ queryKey: key });
  const member = client.getQueryData<Member | null>(["me", undefined]);
  const by = { memberId: member?.id ?? null, name: member?.name ?? "" };
  client.setQueryData<ReplyOf<"claim">>(
    key,
    (old) => old && { claim: { ...old.claim, hasDraft: true, draft: { body, savedAt, by } } },
  );
  void client.invalidateQueries({ queryKey: ["claims"] });
  return { savedAt };
}
