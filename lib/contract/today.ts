import { z } from "zod";
import { AssetKind } from "./asset.ts";
import { AnswerTimes } from "./feedback.ts";
import { ListedFeedback } from "./inbox.ts";
import { Instant, Uuid } from "./primitives.ts";

const Waiting = z.object({
  assetId: Uuid,
  title: z.string(),
  at: Instant,
  kind: AssetKind,
  /** Of the newest version; null: it has none yet. */
  version: z.int().positive().nullable(),
});

/** What waits for the caller, and how far a new hub is. */
export const TodayReply = z.object({
  /** Overdue or due within two weeks, one's own, the most overdue first, at most a hundred. `at`: verified until. */
  reviews: z.array(
    Waiting.extend({ verified: z.object({ at: Instant, by: z.string(), mine: z.boolean() }).nullable() }),
  ),
  /** One's own, not retired, the newest first, at most a hundred. `at`: added. `sent`: how often without it. */
  withoutGuidance: z.array(Waiting.extend({ sent: z.int().nonnegative() })),
  /** All of them, where there are more than the lists hold. */
  counts: z.object({ reviews: z.int().nonnegative(), withoutGuidance: z.int().nonnegative() }),
  /** Waiting for an answer that I owe: assigned to me, or to nobody and about what I or nobody owns; by due time, ten at most. */
  feedback: z
    .object({
      waiting: z.array(ListedFeedback),
      count: z.int().nonnegative(),
      times: AnswerTimes,
      /** Who was asked for credit and has not said: how many ("1 rep": names stand in the item alone), what for, since when. */
      credits: z.array(z.object({ name: z.string(), title: z.string(), askedAt: Instant })),
    })
    .optional(),
  /** Talking points of mine to look at again, as `reviews`. */
  claimReviews: z
    .array(z.object({ claimId: Uuid, title: z.string(), at: Instant, version: z.int().nullable() }))
    .optional(),
  /** Two records or addresses that name one person; who mends people decides. A thousand stands for more. */
  conflicts: z.int().nonnegative(),
  /** Events that were not taken; for an admin. A thousand stands for more. */
  aside: z.int().nonnegative(),
  /** Counted as far as a thousand. */
  setUp: z.object({
    people: z.int().nonnegative(),
    content: z.int().nonnegative(),
    withGuidance: z.int().nonnegative(),
    reps: z.int().nonnegative(),
    sources: z.int().nonnegative(),
    /** Whom to ask, for who may not invite. */
    admins: z.array(z.object({ name: z.string(), email: z.string() })),
    /** The embedded database: survives a crash, not a power cut. */
    embedded: z.boolean(),
    linksAreLocal: z.boolean(),
  }),
});
export type TodayReply = z.infer<typeof TodayReply>;

/** Addresses that several people read, beside those that are known by habit (info@, sales@). */
export const SharedMailboxesReply = z.object({ items: z.array(z.string()), next: z.null() });
/** All that the list then has: whole addresses. Holds for what comes from now on. */
export const ChangeSharedMailboxesRequest = z.object({
  items: z.array(z.string().trim().min(3).max(320)).max(500),
});
