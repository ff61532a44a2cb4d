import type { QueryClient } from "@tanstack/react-query";
import type { ReplyOf } from "../../contract/endpoints.ts";
import { DraftChanged, type Guidance } from "../../contract/guidance.ts";
import type { Member } from "../../contract/member.ts";
import { callHub, HubError } from "../call-hub.ts";
import { DraftChangedError, DraftKeeper } from "./draft-keeper.ts";

const keepers = new Map<string, DraftKeeper>();

/** The keeper of an asset's draft. It goes on when its page is left, until what was written is kept. */
export function draftKeeper(assetId: string, client: QueryClient): DraftKeeper {
  let keeper = keepers.get(assetId);
  if (!keeper) {
    keeper = new DraftKeeper((guidance, basedOn) => save(client, assetId, guidance, basedOn), {
      set: (act, ms) => setTimeout(act, ms),
      clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    });
    keepers.set(assetId, keeper);
  }
  return keeper;
}

async function save(client: QueryClient, assetId: string, guidance: Guidance, basedOn: string | null) {
  const { savedAt } = await callHub("saveDraft", { assetId, guidance, basedOn }).catch((error: unknown) => {
    const isChanged = error instanceof HubError && error.code === "conflict";
    const changed = isChanged ? DraftChanged.safeParse(error.details) : undefined;
    throw changed?.success ? new DraftChangedError(changed.data.draft) : error;
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

/** Somebody came back to the page, perhaps after signing in elsewhere. */
if (typeof window !== "undefined")
  window.addEventListener("focus", () => {
    for (const keeper of keepers.values()) keeper.tryNow();
  });

/** Whether closing the page would lose something that was written. */
export const hasUnsavedDrafts = (): boolean =>
  [...keepers.values()].some((keeper) => keeper.unsaved() !== undefined);
