import { z } from "zod";
import { Author } from "./person.ts";
import { CalendarDate, Cursor, Instant, openEnum, Uuid } from "./primitives.ts";
import { RecordRef } from "./record.ts";

/** What a rep can say with one click. `feedback-words.ts` has how each is called, and its reasons. */
export const FEEDBACK_TYPES = [
  "landed",
  "fell_flat",
  "not_discussed",
  "wrong_fact",
  "out_of_date",
  "not_for_lead",
  "request",
  "data_wrong",
  "ask_answer",
] as const;
export const FeedbackType = openEnum(FEEDBACK_TYPES);
export type FeedbackType = z.infer<typeof FeedbackType>;

export const FEEDBACK_STATUSES = ["new", "seen", "planned", "changed", "declined", "merged"] as const;
export const FeedbackStatus = openEnum(FEEDBACK_STATUSES);
export type FeedbackStatus = z.infer<typeof FeedbackStatus>;

/** What goes along with the click. Each part can be taken away by the giver. */
export const CONTEXT_PARTS = [
  "name",
  "title",
  "company",
  "companySize",
  "industry",
  "country",
  "stage",
  "deal",
  "shownBecause",
] as const;
export type ContextPart = (typeof CONTEXT_PARTS)[number];
/** As it is shown to the giver: "Maya Okafor", "Evaluation", "€ 86,000, closes 19 Dec". */
export const FeedbackContext = z.partialRecord(z.enum(CONTEXT_PARTS), z.string().max(400));
export type FeedbackContext = z.infer<typeof FeedbackContext>;

const Words = z.string().trim().max(1_000);
const Page = z.int().positive().max(100_000);
/** Keys of `REASONS` for the type; the first that was chosen stands first. */
const Reasons = z.array(z.string().regex(/^[a-z_]{1,40}$/)).max(6);

/** What the click is about. `nothing`: the foot of the panel. */
export const About = z.discriminatedUnion("what", [
  z.object({ what: z.literal("asset"), assetId: Uuid, version: z.int().positive() }),
  z.object({ what: z.literal("share"), shareId: Uuid }),
  /** The sentence that was on screen; `comparisonId` where chance had chosen it. */
  z.object({ what: z.literal("claim"), claimVersionId: Uuid, comparisonId: Uuid.optional() }),
  z.object({ what: z.literal("ask"), askId: Uuid }),
  z.object({ what: z.literal("nothing") }),
]);
export type About = z.infer<typeof About>;

/**
 * The write's key becomes the item's id. It is kept at once, and others see it when six seconds are over, or with `hold`
 * when it is let go (at the latest ten minutes after the last word). `at`: the click, by the device's clock.
 */
export const GiveFeedbackRequest = z.object({
  record: RecordRef,
  about: About,
  type: z.enum(FEEDBACK_TYPES),
  at: Instant,
  context: FeedbackContext,
  /** Parts that there were, and that the giver took away: their content is not sent. */
  taken: z.array(z.enum(CONTEXT_PARTS)).max(CONTEXT_PARTS.length),
  reasons: Reasons.optional(),
  /** Of the prospect. */
  theirWords: Words.optional(),
  note: Words.optional(),
  page: Page.optional(),
  hold: z.boolean().optional(),
});
export const GiveFeedbackReply = z.object({ id: Uuid });

/**
 * One's own, while nobody else sees it: all of it. Later `note` is appended as a further sentence, `taken` still takes
 * away, and what else differs is `conflict`. What is absent stays. `hold` false: done, others may see it.
 */
export const ChangeFeedbackRequest = z.object({
  id: Uuid,
  record: RecordRef,
  at: Instant,
  taken: z.array(z.enum(CONTEXT_PARTS)).max(CONTEXT_PARTS.length).optional(),
  reasons: Reasons.optional(),
  theirWords: Words.optional(),
  note: Words.optional(),
  page: Page.nullable().optional(),
  hold: z.boolean().optional(),
  /** The note is one more sentence, also while nobody else sees the item: what was said before stays. */
  further: z.boolean().optional(),
});
/** `visible`: others could see it already. */
export const ChangeFeedbackReply = z.object({ visible: z.boolean() });
/** One's own: it counts no more, and nobody reads it. `undone`: it is given again after all. */
export const TakeBackFeedbackRequest = z.object({
  id: Uuid,
  record: RecordRef,
  undone: z.boolean().optional(),
});
export const TakeBackFeedbackReply = z.object({ takenBack: z.boolean() });
/** One's own that was answered or closed: open again, with a sentence why. */
export const ReopenFeedbackRequest = z.object({
  id: Uuid,
  record: RecordRef,
  note: Words.min(1, "Say in a sentence what is still open."),
});
export const ReopenFeedbackReply = z.object({ status: FeedbackStatus });
/** One's own: its newest answer was on screen. */
export const SeeAnswerRequest = z.object({ id: Uuid, record: RecordRef, answerId: Uuid });
export const SeeAnswerReply = z.object({ seen: z.literal(true) });
/** One's own that was changed: whether the giver may be named. Can be said anew at any time. */
export const AnswerCreditRequest = z.object({ id: Uuid, record: RecordRef, named: z.boolean() });
export const AnswerCreditReply = z.object({ named: z.boolean() });

/** What was changed because of it: a version of an asset or of a talking point. */
export const ResolvedBy = z.object({
  what: openEnum(["asset", "claim"]),
  /** Of the asset or claim, and of its version. */
  id: Uuid,
  versionId: Uuid,
  title: z.string(),
  version: z.int().positive(),
  whatChanged: z.string(),
});
export type ResolvedBy = z.infer<typeof ResolvedBy>;

export const Answer = z.object({
  id: Uuid,
  text: z.string(),
  by: Author,
  at: Instant,
  status: FeedbackStatus,
  plannedFor: CalendarDate.nullable(),
  resolvedBy: ResolvedBy.nullable(),
  /** Everybody who may read the asset or talking point reads it too. */
  public: z.boolean(),
});
export type Answer = z.infer<typeof Answer>;

/** What a click is about, by name. */
export const AboutNamed = z.object({
  what: openEnum(["asset", "share", "claim", "ask", "nothing"]),
  /** Of the asset, claim or ask; null for nothing. */
  id: Uuid.nullable(),
  title: z.string(),
  version: z.int().positive().nullable(),
  page: z.int().positive().nullable(),
});

/** An item as its giver sees it: merged into another one, with what became of that. */
export const MyFeedback = z.object({
  id: Uuid,
  type: FeedbackType,
  about: AboutNamed,
  at: Instant,
  record: RecordRef.nullable(),
  /** As it went along; absent where it was taken away or the person erased. */
  name: z.string().optional(),
  company: z.string().optional(),
  reasons: z.array(z.string()),
  theirWords: z.string(),
  note: z.string(),
  /** Sentences added later, oldest first. */
  added: z.array(z.object({ text: z.string(), at: Instant })),
  status: FeedbackStatus,
  /** Why it was declined, and the like; marketing's words. */
  statusReason: z.string(),
  plannedFor: CalendarDate.nullable(),
  /** Others who said the same. */
  mergedWith: z.int().nonnegative(),
  /** Oldest first. */
  answers: z.array(Answer),
  /** Null: not asked for. `named` null: asked, not answered. */
  credit: z.object({ askedAt: Instant, named: z.boolean().nullable() }).nullable(),
  /** The newest answer was not seen yet. */
  unseen: z.boolean(),
});
export type MyFeedback = z.infer<typeof MyFeedback>;

/** How marketing keeps its promise: first written answers, in working time, of the last 90 days. */
export const AnswerTimes = z.object({
  /** Working days. */
  promisedDays: z.int().positive(),
  /** Hours of working days; null where nothing was answered yet. */
  medianHours: z.number().nonnegative().nullable(),
  ninetiethHours: z.number().nonnegative().nullable(),
  kept: z.int().nonnegative(),
  of: z.int().nonnegative(),
  /** 90 %, of the share that was kept; null under ten. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Open, unanswered and late now. */
  openLate: z.int().nonnegative(),
});
export type AnswerTimes = z.infer<typeof AnswerTimes>;

/** One's own, newest first; what was taken back is left out. */
export const MyFeedbackRequest = z.object({ record: RecordRef.optional(), cursor: Cursor.optional() });
export const MyFeedbackReply = z.object({
  items: z.array(MyFeedback),
  next: Cursor.nullable(),
  times: AnswerTimes,
});

/** What stands in the answer of a look-up. */
export const FeedbackOfRecord = z.object({
  /** What goes along if the rep gives feedback here, `shownBecause` aside. */
  goesAlong: FeedbackContext,
  /** Of all of mine. */
  mine: z.object({
    count: z.int().nonnegative(),
    answered: z.int().nonnegative(),
    unseen: z.int().nonnegative(),
  }),
  /** Given on this record by me, with an answer that I have not seen, or a question for credit; newest first, five at most. */
  answered: z.array(MyFeedback),
});
export type FeedbackOfRecord = z.infer<typeof FeedbackOfRecord>;

/** Answers that are for everybody, about an asset or talking point, newest first; without their givers. */
export const PublicAnswersRequest = z.object({ assetId: Uuid.optional(), claimId: Uuid.optional() });
export const PublicAnswersReply = z.object({
  items: z.array(
    z.object({
      answer: Answer,
      type: FeedbackType,
      reasons: z.array(z.string()),
      people: z.int().positive(),
    }),
  ),
  next: z.null(),
});

/** "Improved with feedback from Jonas Weber", "… from a rep". */
export const Credit = z.object({ version: z.int().positive(), words: z.string() });
export type Credit = z.infer<typeof Credit>;
