import { callHub } from "../call-hub.ts";
import { DraftKeeper } from "./draft-keeper.ts";

const keepers = new Map<string, DraftKeeper>();

/** The keeper of an asset's draft. It goes on when its page is left, until what was written is kept. */
export function draftKeeper(assetId: string): DraftKeeper {
  let keeper = keepers.get(assetId);
  if (!keeper) {
    keeper = new DraftKeeper((guidance) => callHub("saveDraft", { assetId, guidance }), {
      set: (act, ms) => setTimeout(act, ms),
      clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    });
    keepers.set(assetId, keeper);
  }
  return keeper;
}

/** Whether closing the page would lose something that was written. */
export const hasUnsavedDrafts = (): boolean =>
  [...keepers.values()].some((keeper) => keeper.unsaved() !== undefined);
