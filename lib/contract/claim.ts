import { z } from "zod";
import { WebAddress } from "./asset.ts";
import { Conditions } from "./condition.ts";
import { Credit } from "./feedback.ts";
import { Author } from "./person.ts";
import { Cursor, Instant, openEnum, Uuid } from "./primitives.ts";
import { Reason } from "./recommendation.ts";
import { RecordRef } from "./record.ts";

/** What speaks for a claim: in words, and where it stands. */
export const Proof = z.object({
  words: z.string().trim().min(1).max(300),
  /** An asset that has it, and the page; or an address. */
  assetId: Uuid.optional(),
  page: z.int().positive().max(100_000).optional(),
  url: WebAddress.optional(),
});
/** What a version says, and to whom. */
export const ClaimBody = z.object({
  /** The sentence, as it is said aloud. */
  say: z.string().trim().max(600),
  proof: z.array(Proof).max(10),
  conditions: Conditions,
  /** The next step that it is said for. */
  toGet: z.string().trim().max(120),
});
export type ClaimBody = z.infer<typeof ClaimBody>;

export const ClaimVersion = z.object({
  id: Uuid,
  number: z.int().positive(),
  body: ClaimBody,
  /** "VP or head of data, when they …": made by the hub. */
  whenToSay: z.string(),
  whatChanged: z.string(),
  createdAt: Instant,
  by: Author,
  credits: z.array(z.string()),
  landed: z.int().nonnegative(),
  fellFlat: z.int().nonnegative(),
});
export const ListedClaim = z.object({
  id: Uuid,
  title: z.string(),
  owner: Author.nullable(),
  /** Null: only a draft so far. */
  version: z.object({ id: Uuid, number: z.int().positive(), at: Instant, say: z.string() }).nullable(),
  hasDraft: z.boolean(),
  whenToSay: z.string(),
  fits: z.int().nonnegative().nullable(),
  landed: z.int().nonnegative(),
  fellFlat: z.int().nonnegative(),
  openFeedback: z.int().nonnegative(),
  verifiedAt: Instant.nullable(),
  verifiedUntil: Instant.nullable(),
  retiredAt: Instant.nullable(),
  comparing: z.boolean(),
});
export type ListedClaim = z.infer<typeof ListedClaim>;
export const CLAIM_VIEWS = ["all", "review_due", "retired"] as const;
export const ClaimsRequest = z.object({
  view: z.enum(CLAIM_VIEWS).optional(),
  query: z.string().max(200).optional(),
  cursor: Cursor.optional(),
});
export const ClaimsReply = z.object({
  items: z.array(ListedClaim),
  next: Cursor.nullable(),
  counts: z.object({ all: z.int(), reviewDue: z.int(), retired: z.int() }),
});

const Rate = z.object({
  landed: z.int().nonnegative(),
  of: z.int().nonnegative(),
  /** 90 %; null under ten. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
});
/** Two sentences for the same moment, each shown by chance to people whom both fit. */
export const Comparison = z.object({
  id: Uuid,
  a: z.object({ claimId: Uuid, versionId: Uuid, title: z.string(), version: z.int() }).extend({ rate: Rate }),
  b: z.object({ claimId: Uuid, versionId: Uuid, title: z.string(), version: z.int() }).extend({ rate: Rate }),
  startedAt: Instant,
  by: Author,
  stoppedAt: Instant.nullable(),
  /** B less A, with an interval that holds at 90 % though somebody looks every day; null: too little for any. */
  difference: z.object({ value: z.number(), interval: z.tuple([z.number(), z.number()]) }).nullable(),
  outcome: openEnum(["not_enough", "b_better", "a_better", "no_difference"]),
  /** Follows from the difference's interval alone: "Not enough yet: about 30 more needed." */
  words: z.string(),
  /** "At ten a week, as since 13 October, that is about three weeks."; absent where nothing follows. */
  pace: z.string().optional(),
  notDiscussed: z.int().nonnegative(),
  /** Why each fell flat: how often, by reason. */
  reasons: z.array(z.object({ reason: z.string(), a: z.int(), b: z.int() })),
});
export type Comparison = z.infer<typeof Comparison>;

export const ClaimAsk = z.object({
  id: Uuid,
  question: z.string(),
  versionId: Uuid,
  version: z.int().positive(),
  at: Instant,
  by: Author,
  closedAt: Instant.nullable(),
  /** Reps who have it on a lead's page, five at most; and who answered. */
  shown: z.int().nonnegative(),
  answered: z.int().nonnegative(),
});
export type ClaimAsk = z.infer<typeof ClaimAsk>;
export const Claim = ListedClaim.extend({
  createdAt: Instant,
  verifyEveryDays: z.int().positive().nullable(),
  verifiedBy: Author.nullable(),
  /** Newest first. */
  versions: z.array(ClaimVersion),
  draft: z.object({ body: ClaimBody, savedAt: Instant, by: Author }).nullable(),
  /** Running first, then newest first. */
  comparisons: z.array(Comparison),
  asks: z.array(ClaimAsk),
});
export type Claim = z.infer<typeof Claim>;
export const ClaimRequest = z.object({ id: Uuid });
export const ClaimReply = z.object({ claim: Claim });

const Title = z.string().trim().min(1, "Give it a title.").max(200);
const VerifyEvery = z.int().min(7).max(1_095);
/** Begins as a draft. */
export const AddClaimRequest = z.object({
  title: Title,
  body: ClaimBody.optional(),
  verifyEveryDays: VerifyEvery.optional(),
});
/** What is absent stays. `retired`: no rep sees it any more. */
export const ChangeClaimRequest = z.object({
  id: Uuid,
  title: Title.optional(),
  ownerId: Uuid.nullable().optional(),
  verifyEveryDays: VerifyEvery.nullable().optional(),
  retired: z.boolean().optional(),
});
/** As `SaveDraftRequest` of guidance: another draft than the one this goes on from is `conflict`. */
export const SaveClaimDraftRequest = z.object({
  claimId: Uuid,
  body: ClaimBody,
  basedOn: Instant.nullable().optional(),
});
export const ClaimDraftChanged = z.object({
  draft: z.object({ body: ClaimBody, savedAt: Instant, by: Author }).nullable(),
});
export const SaveClaimDraftReply = z.object({ savedAt: Instant });
export const DiscardClaimDraftRequest = z.object({ claimId: Uuid });
export const DiscardClaimDraftReply = z.object({ discarded: z.literal(true) });
/** Reaches reps at once. Needs a sentence, and somebody it is for or something they did. */
export const PublishClaimRequest = z.object({
  claimId: Uuid,
  body: ClaimBody,
  whatChanged: z.string().trim().min(1, "Say what changed.").max(400),
  basedOn: Instant.nullable().optional(),
  /** Shows the version before and this one, each by chance, until one landed more often. */
  compare: z.boolean().optional(),
});
export const VerifyClaimRequest = z.object({ id: Uuid });
/** Two versions of one claim, or the newest of two claims. */
export const StartComparisonRequest = z.object({ aVersionId: Uuid, bVersionId: Uuid });
export const ComparisonReply = z.object({ comparison: Comparison });
/** `keep`: of two versions of one claim, which is shown from now on. */
export const StopComparisonRequest = z.object({ id: Uuid, keep: z.enum(["a", "b"]).optional() });
export const AskRepsRequest = z.object({
  versionId: Uuid,
  question: z.string().trim().min(3, "Write the question.").max(300),
});
export const CloseAskRequest = z.object({ id: Uuid });

// What reps see ----------------------------------------------------------------------

export const TalkingPoint = z.object({
  claimId: Uuid,
  versionId: Uuid,
  version: z.int().positive(),
  /** Where chance chose between two. */
  comparisonId: Uuid.optional(),
  title: z.string(),
  say: z.string(),
  proof: z.array(
    z.object({
      words: z.string(),
      /** Of an asset that this rep may use: its title and the version to look at. */
      asset: z.object({ title: z.string(), versionId: Uuid, page: z.int().optional() }).optional(),
      url: z.url().optional(),
    }),
  ),
  whenToSay: z.string(),
  toGet: z.string(),
  reasons: z.array(Reason),
  undecided: z.string().optional(),
  verified: z.object({ by: z.string(), at: Instant, overdue: z.boolean() }).nullable(),
  landed: z.int().nonnegative(),
  of: z.int().nonnegative(),
  credit: Credit.optional(),
  /** What this rep said of it on this person. */
  said: openEnum(["landed", "fell_flat"]).optional(),
  saidId: Uuid.optional(),
});
export type TalkingPoint = z.infer<typeof TalkingPoint>;

/** A question of marketing's about a talking point that fits here. */
export const Ask = z.object({
  id: Uuid,
  question: z.string(),
  title: z.string(),
  say: z.string(),
  by: z.string(),
});
export type Ask = z.infer<typeof Ask>;
/** It is on screen: takes one of its five places. `yours` false: others were earlier, so it is not shown. */
export const ShowAskRequest = z.object({ id: Uuid, record: RecordRef });
export const ShowAskReply = z.object({ yours: z.boolean() });
/** "Not now": it does not come again. */
export const SkipAskRequest = z.object({ id: Uuid });
export const SkipAskReply = z.object({ skipped: z.literal(true) });
