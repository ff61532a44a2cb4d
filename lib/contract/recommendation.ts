import { z } from "zod";
import { AssetKind, Evidence } from "./asset.ts";
import { Credit } from "./feedback.ts";
import { Instant, Uuid } from "./primitives.ts";
import { RecordRef } from "./record.ts";

/** A fact that matched, and the rows behind it. */
export const Reason = z.object({
  /** "Read pricing twice", "VP Data" */
  words: z.string(),
  at: Instant.optional(),
  /** Touchpoints to show; empty: it is a fact of the person, such as their title. */
  touchpoints: z.array(z.object({ id: z.string(), title: z.string(), at: Instant })),
});

export const Recommendation = z.object({
  assetId: Uuid,
  versionId: Uuid,
  title: z.string(),
  kind: AssetKind,
  /** "PDF, 12 pages" */
  length: z.string(),
  whenToUse: z.string(),
  whenNotToUse: z.string().optional(),
  /** Step by step; what marketing left empty is absent. */
  how: z.object({
    openWith: z.string().optional(),
    show: z.string().optional(),
    ask: z.string().optional(),
    nextStep: z.string().optional(),
  }),
  /** Of a snippet: what is copied instead of a link. */
  text: z.string().optional(),
  verified: z.object({ by: z.string(), at: Instant, overdue: z.boolean() }).nullable(),
  reasons: z.array(Reason),
  /** "Fits if they are evaluating (stage not known)"; absent where all is decided. */
  undecided: z.string().optional(),
  evidence: Evidence.nullable(),
  /** Little is known of it: shown to learn. */
  trying: z.boolean(),
  /** The version on screen. */
  version: z.int().positive().optional(),
  credit: Credit.optional(),
});
export type Recommendation = z.infer<typeof Recommendation>;

/** Puts an asset away here; `id` of the write takes it back. */
export const PutAwayRequest = z.object({ record: RecordRef, assetId: Uuid });
export const PutAwayReply = z.object({ id: Uuid });
export const UndoPutAwayRequest = z.object({ id: Uuid });
export const UndoPutAwayReply = z.object({ undone: z.literal(true) });
