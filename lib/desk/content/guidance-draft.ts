import type { QueryClient } from "@tanstack/react-query";
import type { ReplyOf } from "../../contract/endpoints.ts";
import { DraftChanged, Guidance } from "../../contract/guidance.ts";
import type { Member } from "../../contract/member.ts";
import { callHub, HubError } from "../call-hub.ts";
import { DraftChangedError, type DraftKeeper, type KeptDraft } from "./draft-keeper.ts";
import { draftKeeper } from "./drafts.ts";

/** The keeper of an asset's draft. */
export function guidanceKeeper(assetId: string, client: QueryClient): DraftKeeper<Guidance> {
  return draftKeeper<Guidance>(`asset ${assetId}`, {
    save: (guidance, basedOn) => save(client, assetId, guidance, basedOn),
    asKept: (guidance) => Guidance.parse(guidance),
  });
}

/** A draft of guidance, as the keeper has it. */
export const keptGuidance = (
  draft: { guidance: Guidance; savedAt: string; by: KeptDraft<Guidance>["by"] } | null,
): KeptDraft<Guidance> | null => draft && { body: draft.guidance, savedAt: draft.savedAt, by: draft.by };

async function save(client: QueryClient, assetId: string, guidance: Guidance, basedOn: string | null) {
  const { savedAt } = await callHub("saveDraft", { assetId, guidance, basedOn }).catch((error: unknown) => {
    const isChanged = error instanceof HubError && error.code === "conflict";
    const changed = isChanged ? DraftChanged.safeParse(error.details) : undefined;
    throw changed?.success ? new DraftChangedError(keptGuidance(changed.data.draft)) : error;
  });
  // Who opens the asset again finds what was just kept, not what was read before.
  const key = ["asset", { id: assetId }];
  await client.cancelQueries({ queryKey: key });
  const member = client.getQueryData<Member | null>(["me", undefined]);
  const by = { memberId: member?.id ?? null, name: member?.name ?? "" };
  client.setQueryData<ReplyOf<"asset">>(
    key,
    (old) => old && { asset: { ...old.asset, hasDraft: true, draft: { guidance, savedAt, by } } },
  );
  void client.invalidateQueries({ queryKey: ["assets"] });
  return { savedAt };
}
