import { z } from "zod";
import { Conditions } from "./condition.ts";
import { Author } from "./person.ts";
import { Instant, Uuid } from "./primitives.ts";

const Line = z.string().trim().max(400);

/** "Send to … when they …, to get …": at the same time what is read and what is asked. */
export const Guidance = z.object({
  conditions: Conditions,
  /** The next step that it is sent for: "a technical call". */
  toGet: z.string().trim().max(120),
  /** Marketing thought of it: there is no exception. */
  noException: z.boolean(),
  how: z.object({ openWith: Line, show: Line, ask: Line, nextStep: Line }),
});
export type Guidance = z.infer<typeof Guidance>;

/** As it is read: made of the conditions by the hub, so that desk, panel and search say the same. */
export const GuidanceWords = z.object({
  /** "VP or head of data, when they read pricing and are at Evaluation, to get a technical call" */
  whenToUse: z.string(),
  /** "When pricing was sent, or competitor named in the deal"; "No exception known"; absent: nothing was said. */
  whenNotToUse: z.string().optional(),
});
export type GuidanceWords = z.infer<typeof GuidanceWords>;

export const PublishedGuidance = z.object({
  id: Uuid,
  guidance: Guidance,
  words: GuidanceWords,
  at: Instant,
  by: Author,
});

export const GuidanceDraft = z.object({ guidance: Guidance, savedAt: Instant, by: Author });
export type GuidanceDraft = z.infer<typeof GuidanceDraft>;

/**
 * `basedOn`: when the draft that this goes on from was saved, null for none. Where another is kept by now the answer
 * is `conflict` with `DraftChanged` as details, and nothing is overwritten; absent: whoever saves last is kept.
 */
export const SaveDraftRequest = z.object({
  assetId: Uuid,
  guidance: Guidance,
  basedOn: Instant.nullable().optional(),
});
/** What is kept instead; null: it was published or discarded. */
export const DraftChanged = z.object({ draft: GuidanceDraft.nullable() });
export const SaveDraftReply = z.object({ savedAt: Instant });
export const DiscardDraftRequest = z.object({ assetId: Uuid });
export const DiscardDraftReply = z.object({ discarded: z.literal(true) });

/**
 * Reaches reps at once. Of several assets, the same for each; the first is the one that it was written for, whose draft
 * is done with, while drafts of the others stay. Needs somebody it is for, or something that they did or are.
 */
export const PublishGuidanceRequest = z.object({
  assetIds: z.array(Uuid).min(1).max(200),
  guidance: Guidance,
  /** Of the first asset's draft, as in `SaveDraftRequest`: another one is not thrown away unseen. */
  basedOn: Instant.nullable().optional(),
});
export const PublishGuidanceReply = z.object({ published: z.int().nonnegative(), words: GuidanceWords });
