import { z } from "zod";
import { ShowAskReply } from "../contract/claim.ts";
import {
  ChangeFeedbackRequest,
  GiveFeedbackRequest,
  MyFeedbackReply,
  PublicAnswersReply,
} from "../contract/feedback.ts";
import { Uuid } from "../contract/primitives.ts";
import { RecordRef } from "../contract/record.ts";
import type { Speaker } from "./messages.ts";

const PANEL = ["panel"] as const satisfies readonly Speaker[];
const Nothing = z.object({});
/** "Fell flat: Live in six weeks": what is told of it while it waits, and if it is refused. */
const label = z.string().max(500);
const record = RecordRef;

/**
 * What the rep said is kept in this browser. Not sent: `sending` while it is on its way; `signedOut` where it waits for
 * the rep to connect again; else it waits for the connection.
 */
export const KeptFeedback = z.object({ sent: z.boolean(), sending: z.boolean(), signedOut: z.boolean() });
export type KeptFeedback = z.infer<typeof KeptFeedback>;

/** The key was made at the click, so that a word can be added to it before it was sent. */
const written = <Request extends z.ZodType>(request: Request) => z.object({ key: Uuid, label, request });

/**
 * Messages about feedback. What writes goes through the outbox, beside a record of the page's own org: `record` in each
 * request is the one on screen.
 */
export const feedbackMessages = {
  /** `key` is the item's id from now on. */
  "feedback.give": { from: PANEL, request: written(GiveFeedbackRequest), reply: KeptFeedback },
  /** The rep is writing: others see nothing of it for ten minutes. */
  "feedback.hold": { from: PANEL, request: written(ChangeFeedbackRequest), reply: KeptFeedback },
  /**
   * What is typed so far, under the key that it is sent with once the rep is done: kept here only, and sent without them
   * if they do not come back.
   */
  "feedback.draft": { from: PANEL, request: written(ChangeFeedbackRequest), reply: Nothing },
  /** The rep is done: takes the place of the draft of this key. */
  "feedback.change": { from: PANEL, request: written(ChangeFeedbackRequest), reply: KeptFeedback },
  /** Also forgets a draft that belongs to it. */
  "feedback.takeBack": {
    from: PANEL,
    request: written(z.object({ id: Uuid, record, undone: z.boolean().optional() })),
    reply: KeptFeedback,
  },
  "feedback.reopen": {
    from: PANEL,
    request: written(z.object({ id: Uuid, record, note: z.string().trim().min(1).max(1_000) })),
    reply: KeptFeedback,
  },
  "feedback.see": {
    from: PANEL,
    request: written(z.object({ id: Uuid, record, answerId: Uuid })),
    reply: KeptFeedback,
  },
  "feedback.credit": {
    from: PANEL,
    request: written(z.object({ id: Uuid, record, named: z.boolean() })),
    reply: KeptFeedback,
  },
  /** All that the rep said, newest first. */
  "feedback.mine": {
    from: PANEL,
    request: z.object({ record, cursor: z.string().optional() }),
    reply: MyFeedbackReply,
  },
  /** What marketing answered for everybody about an asset or talking point. */
  "feedback.answers": {
    from: PANEL,
    request: z.object({ record, assetId: Uuid.optional(), claimId: Uuid.optional() }),
    reply: PublicAnswersReply,
  },
  /** A question of marketing's is about to be shown: takes one of its places. */
  "feedback.showAsk": { from: PANEL, request: z.object({ id: Uuid, record }), reply: ShowAskReply },
  "feedback.skipAsk": { from: PANEL, request: written(z.object({ id: Uuid, record })), reply: KeptFeedback },

  /** These answers were on screen in the popup. */
  "page.seeNotices": {
    from: ["popup"],
    request: z.object({ ids: z.array(Uuid).min(1).max(100) }),
    reply: Nothing,
  },
} as const;
