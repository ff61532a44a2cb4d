import { z } from "zod";
import type { ContextReply } from "../contract/context.ts";
import { type ContextPart, GiveFeedbackRequest, TakeBackFeedbackRequest } from "../contract/feedback.ts";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import type { OutboxEntry } from "./vault.ts";

const Gave = z.object({ kind: z.literal("give_feedback"), id: z.string(), request: GiveFeedbackRequest });
const TookBack = z.object({ kind: z.literal("take_back_feedback"), request: TakeBackFeedbackRequest });

/** What the rep said, under the id that it has at the hub. */
export interface Given {
  id: string;
  request: z.infer<typeof GiveFeedbackRequest>;
}

/** What the rep said at a record and did not take back, as far as that still waits to be sent. Pure. */
export function waitingFeedback(entries: readonly OutboxEntry[], record: RecordRef): Given[] {
  const taken = new Map<string, boolean>();
  for (const entry of entries) {
    const took = TookBack.safeParse(entry);
    if (took.success) taken.set(took.data.request.id, took.data.request.undone !== true);
  }
  return entries.flatMap((entry) => {
    const gave = Gave.safeParse(entry);
    if (!gave.success || taken.get(gave.data.id)) return [];
    const { id, request } = gave.data;
    return recordKey(request.record) === recordKey(record) ? [{ id, request }] : [];
  });
}

/** What the rep said, as it waits, less what they took away since. Undefined where that changes nothing. Pure. */
export function withoutTaken(request: unknown, taken: readonly ContextPart[]): Given["request"] | undefined {
  const gave = GiveFeedbackRequest.safeParse(request);
  if (!gave.success || taken.every((part) => gave.data.taken.includes(part))) return undefined;
  const context = { ...gave.data.context };
  for (const part of taken) delete context[part];
  return { ...gave.data, context, taken: [...new Set([...gave.data.taken, ...taken])] };
}

/** A context that knows of this feedback: what was said is not asked again. Pure. */
export function withGiven(context: ContextReply, { id, request: { about, type } }: Given): ContextReply {
  const { shares, sayFirst, ask, ...rest } = context;
  const went = type === "landed" || type === "fell_flat" || type === "not_discussed" ? type : undefined;
  const said = type === "landed" || type === "fell_flat" ? type : undefined;
  const asked = about.what === "ask" && about.askId === ask?.id;
  return {
    ...rest,
    ...(ask && !asked ? { ask } : {}),
    ...(shares && {
      shares: shares.map((share) =>
        about.what === "share" && about.shareId === share.id && went
          ? { ...share, went: { feedbackId: id, type: went } }
          : share,
      ),
    }),
    ...(sayFirst && {
      sayFirst: sayFirst.map((point) =>
        about.what === "claim" && about.claimVersionId === point.versionId && said
          ? { ...point, said, saidId: id }
          : point,
      ),
    }),
  };
}

/** A context in which this was not said. Pure. */
export function withoutGiven(context: ContextReply, id: string): ContextReply {
  const { shares, sayFirst } = context;
  return {
    ...context,
    ...(shares && {
      shares: shares.map(({ went, ...share }) => ({
        ...share,
        ...(went && went.feedbackId !== id ? { went } : {}),
      })),
    }),
    ...(sayFirst && {
      sayFirst: sayFirst.map(({ said, saidId, ...point }) => ({
        ...point,
        ...(said && saidId !== id ? { said } : {}),
        ...(saidId && saidId !== id ? { saidId } : {}),
      })),
    }),
  };
}

/** A context whose answer about this item was seen, or whose question for credit was answered. Pure. */
export function withAnswerSeen(context: ContextReply, id: string, asks: boolean): ContextReply {
  const { feedback } = context;
  if (!feedback) return context;
  const { mine, answered } = feedback;
  const seen = answered.some((item) => item.id === id && item.unseen);
  return {
    ...context,
    feedback: {
      ...feedback,
      mine: { ...mine, unseen: Math.max(0, mine.unseen - (seen ? 1 : 0)) },
      answered: answered.flatMap((item) => {
        if (item.id !== id) return [item];
        const open = asks && item.credit !== null && item.credit.named === null;
        return open ? [{ ...item, unseen: false }] : [];
      }),
    },
  };
}
