import { useQueryClient } from "@tanstack/react-query";
import type { Asset } from "../../contract/asset.ts";
import { Guidance } from "../../contract/guidance.ts";
import { guidanceKeeper, keptGuidance } from "./guidance-draft.ts";
import { EMPTY_GUIDANCE } from "./sentence.ts";
import { type DraftEditing, useDraft } from "./use-draft.ts";

/** The guidance of an asset as it is being written. */
export function useGuidance({ id, draft, guidance: published }: Asset): GuidanceEditing {
  return useDraft(guidanceKeeper(id, useQueryClient()), tidy, {
    draft: keptGuidance(draft),
    published: published?.guidance ?? null,
    empty: EMPTY_GUIDANCE,
  });
}
export type GuidanceEditing = DraftEditing<Guidance>;

/** Without spaces at the ends, as the hub keeps it. */
export const tidy = (guidance: Guidance): Guidance => Guidance.parse(guidance);
