import { z } from "zod";
import {
  AboutNamed,
  Answer,
  AnswerTimes,
  CONTEXT_PARTS,
  FEEDBACK_TYPES,
  FeedbackContext,
  FeedbackStatus,
  FeedbackType,
} from "./feedback.ts";
import { Author } from "./person.ts";
import { CalendarDate, Cursor, Instant, openEnum, Uuid } from "./primitives.ts";
import { RecordRef } from "./record.ts";

// What marketing sees. An item is there when its giver's six seconds are over; what was taken back is not.

/**
 * `open`: neither changed nor declined nor merged. `mine`: waits for an answer of mine, as Today counts it: open and
 * not answered yet, and assigned to me, or to nobody and about what I own or nobody does. `all`: open or closed, such as
 * the rows behind a figure.
 */
export const INBOX_VIEWS = ["open", "new", "mine", "planned", "closed", "all"] as const;
/** With words of their own, by chip alone, changed because of them. */
export const WISHES = ["specific", "broad", "delivered"] as const;
/** What an item can be by itself. */
export const STATES = ["new", "seen", "planned", "changed", "declined"] as const;
const OneOf = z.string().max(200).optional();

/** What the list and themes leave out. In the query, so all of it is text. */
export const InboxFilters = z.object({
  view: z.enum(INBOX_VIEWS).optional(),
  type: z.enum(FEEDBACK_TYPES).optional(),
  reason: OneOf,
  assetId: Uuid.optional(),
  claimId: Uuid.optional(),
  claimVersionId: Uuid.optional(),
  comparisonId: Uuid.optional(),
  askId: Uuid.optional(),
  stage: OneOf,
  industry: OneOf,
  /** A theme's key. */
  theme: OneOf,
  /** Behind a figure of `requests`: the wishes that it counts, each where it was merged into. */
  wish: z.enum(WISHES).optional(),
  status: z.enum(STATES).optional(),
  /** Only what an answer should have been given to by now. */
  late: z.literal("yes").optional(),
  /** Words of the notes, the prospect's words, titles and companies. */
  query: OneOf,
});
export type InboxFilters = z.infer<typeof InboxFilters>;

/** Those that an answer is due for first, by due time; then the rest, newest first. */
export const InboxRequest = InboxFilters.extend({ cursor: Cursor.optional() });
/** Without the giver: their name stands only in the opened item. */
export const ListedFeedback = z.object({
  id: Uuid,
  /** Changes with every change: a write says which one it saw. */
  revision: z.int().positive(),
  type: FeedbackType,
  reasons: z.array(z.string()),
  about: AboutNamed,
  /** Their words, else the note, else the first sentence that was added, else nothing. */
  excerpt: z.string(),
  /** The excerpt is the prospect's words. */
  quoted: z.boolean(),
  company: z.string().nullable(),
  at: Instant,
  status: FeedbackStatus,
  plannedFor: CalendarDate.nullable(),
  assignee: Author.nullable(),
  /** Null: nothing is owed, or it was answered. */
  dueAt: Instant.nullable(),
  answeredAt: Instant.nullable(),
  /** With how many others it was merged into one. */
  merged: z.int().nonnegative(),
});
export type ListedFeedback = z.infer<typeof ListedFeedback>;
const Counts = z.object({
  open: z.int(),
  new: z.int(),
  mine: z.int(),
  planned: z.int(),
  closed: z.int(),
  all: z.int(),
});
export const InboxReply = z.object({
  items: z.array(ListedFeedback),
  next: Cursor.nullable(),
  /** That the filters leave in this view. */
  matching: z.int().nonnegative(),
  /** Of each view, whatever is filtered. */
  counts: Counts,
  /** What `watchInbox` compares with. */
  stamp: z.string(),
});

/** Sums by currency, the largest first; an opportunity counts once. */
export const Amounts = z.array(z.object({ currency: z.string(), amount: z.number() }));
export const Theme = z.object({
  key: z.string(),
  type: FeedbackType,
  about: AboutNamed,
  reason: z.string().nullable(),
  /** What a merged wish is called; else empty. */
  words: z.string(),
  items: z.int().positive(),
  people: z.int().nonnegative(),
  companies: z.int().nonnegative(),
  /** Open opportunities of these people and companies; null: not connected. */
  pipeline: Amounts.nullable(),
  /** People a week, eight weeks, the running one last. */
  weeks: z.array(z.int().nonnegative()).length(8),
});
export type Theme = z.infer<typeof Theme>;
export const ThemesRequest = InboxFilters;
export const ThemesReply = z.object({
  /** Most people first, a hundred at most. */
  items: z.array(Theme),
  next: z.null(),
  pipeline: z.object({
    state: openEnum(["not_connected", "connected"]),
    /** Of the newest amounts. */
    at: Instant.nullable(),
  }),
  /** Wishes since `since`: with words of their own, by chip alone, and changed because of them. */
  requests: z.object({
    since: CalendarDate,
    specific: z.int().nonnegative(),
    broad: z.int().nonnegative(),
    delivered: z.int().nonnegative(),
  }),
});

/** What can be filtered by, with how many open items each leaves. */
export const InboxChoicesReply = z.object({
  stages: z.array(z.object({ value: z.string(), items: z.int() })),
  industries: z.array(z.object({ value: z.string(), items: z.int() })),
  about: z.array(
    z.object({ what: openEnum(["asset", "claim"]), id: Uuid, title: z.string(), items: z.int() }),
  ),
  assignees: z.array(z.object({ id: Uuid, name: z.string() })),
});

/** One row of what became of an item. */
export const FeedbackEvent = z.object({
  at: Instant,
  /** Null: the hub itself. */
  by: z.string().nullable(),
  /** "Clicked by Nadia Brandt", "Merged with two more", "Arrived after four minutes without a connection" */
  words: z.string(),
});

export const FeedbackItem = ListedFeedback.extend({
  giver: Author,
  theirWords: z.string(),
  note: z.string(),
  added: z.array(z.object({ text: z.string(), at: Instant })),
  /** As it was at the click. */
  context: FeedbackContext,
  taken: z.array(z.enum(CONTEXT_PARTS)),
  /** Absent where the giver took the name away, or the person was erased. */
  record: RecordRef.nullable(),
  /** What it opens in the CRM; null where no address is known. */
  recordUrl: z.url().nullable(),
  erased: z.boolean(),
  statusReason: z.string(),
  answers: z.array(Answer),
  /** Those merged into it, with who gave them. */
  mergedItems: z.array(
    z.object({ id: Uuid, giver: Author, company: z.string().nullable(), at: Instant, excerpt: z.string() }),
  ),
  mergedInto: Uuid.nullable(),
  /** Who hears of an answer: everybody who gave it. */
  givers: z.array(Author),
  credits: z.array(z.object({ name: z.string(), askedAt: Instant, named: z.boolean().nullable() })),
  /** Open, about the same thing for the same reason: the newest, 99 at most, so that one write takes them all. */
  similar: z.array(
    z.object({ id: Uuid, revision: z.int(), giver: Author, company: z.string().nullable(), at: Instant }),
  ),
  /** How many there are, listed or not. */
  similarCount: z.int().nonnegative(),
  /** Versions that are newer than the one it is about, newest first: what may answer it. */
  newer: z.array(
    z.object({
      what: openEnum(["asset", "claim"]),
      versionId: Uuid,
      title: z.string(),
      version: z.int(),
      at: Instant,
    }),
  ),
  history: z.array(FeedbackEvent),
});
export type FeedbackItem = z.infer<typeof FeedbackItem>;
export const FeedbackItemRequest = z.object({ id: Uuid });
export const FeedbackItemReply = z.object({ item: FeedbackItem });

/** An item as the writer saw it. Of one that changed meanwhile the write takes nothing. */
const Seen = z.object({ id: Uuid, revision: z.int().positive() });
const SomeSeen = z.array(Seen).min(1).max(500);
/** `details` of `conflict`: what changed meanwhile, and by whom. Nothing was written. */
export const FeedbackChanged = z.object({
  items: z.array(
    z.object({ id: Uuid, revision: z.int(), status: FeedbackStatus, by: z.string().nullable() }),
  ),
});

/**
 * Of one or many, all or none. The write's key takes it back. `seen` stops no clock. What is absent stays.
 */
export const ChangeInboxRequest = z.object({
  items: SomeSeen,
  status: z.enum(["new", "seen", "planned", "declined"]).optional(),
  /** Of `declined`, and of whatever else has one. */
  reason: z.string().trim().max(400).optional(),
  plannedFor: CalendarDate.nullable().optional(),
  assigneeId: Uuid.nullable().optional(),
});
export const ChangeInboxReply = z.object({ id: Uuid, changed: z.int().nonnegative() });
/** `into` takes the others over: one item, whose givers all hear of the answer. The write's key takes it back. */
export const MergeFeedbackRequest = z.object({ into: Seen, items: SomeSeen });
/** "Not the same": these are not offered for each other any more. `undo`: they are again. */
export const KeepFeedbackApartRequest = z.object({
  id: Uuid,
  from: z.array(Uuid).min(1).max(99),
  undo: z.boolean().optional(),
});
export const KeepFeedbackApartReply = z.object({ kept: z.literal(true) });
/** Takes back a change, a merge, or an answer whose six seconds are not over. What changed since stays as it is now. */
export const UndoInboxRequest = z.object({ id: Uuid });
export const UndoInboxReply = z.object({
  undone: z.int().nonnegative(),
  /** Changed since by others, so left alone. */
  left: z.int().nonnegative(),
});
/** Merges of the last 90 days, newest first. */
export const MergedLatelyReply = z.object({
  items: z.array(z.object({ id: Uuid, at: Instant, by: Author, title: z.string(), items: z.int() })),
  next: z.null(),
});

/**
 * One text to all givers of these items and of what was merged into them. More than one item: with `merge` they become
 * one. `changed` needs the version that answers them, and asks every giver for credit. Givers see it when six seconds
 * are over.
 */
export const AnswerFeedbackRequest = z.object({
  items: SomeSeen,
  merge: z.boolean(),
  text: z.string().trim().min(1, "Write the answer first.").max(4_000),
  status: z.enum(["seen", "planned", "changed", "declined"]),
  plannedFor: CalendarDate.optional(),
  resolvedBy: z.object({ what: z.enum(["asset", "claim"]), versionId: Uuid }).optional(),
  public: z.boolean().optional(),
});
export const AnswerFeedbackReply = z.object({ id: Uuid, givers: z.int().nonnegative() });

/**
 * Asked about once a second by an inbox in sight: whether anything changed, and who else is at this item. `at`: which
 * item I have open; `writing`: I write in it.
 */
export const WatchInboxRequest = z.object({ at: Uuid.nullable(), writing: z.boolean() });
export const WatchInboxReply = z.object({
  stamp: z.string(),
  others: z.array(z.object({ name: z.string(), writing: z.boolean() })),
});

/** What feedback shows of the promise, and who owes what: both sides see the same. */
export const AnswerTimesReply = z.object({ times: AnswerTimes });
export const FeedbackSettings = z.object({
  /** Working days until the first written answer. */
  answerWithinDays: z.int().min(1).max(30),
});
export const ChangeFeedbackSettingsRequest = FeedbackSettings;
