import type { KeptFeedback } from "../../bridge/feedback-messages.ts";
import type { OutboxKind } from "../../bridge/outbox-kinds.ts";
import { failed, ok, type Result } from "../../bridge/result.ts";
import type { From, Handlers } from "../../bridge/serve.ts";
import type { ContextReply } from "../../contract/context.ts";
import type { RecordRef } from "../../contract/record.ts";
import { amendContext } from "../context-cache.ts";
import { withAnswerSeen, withGiven, withoutGiven } from "../given-feedback.ts";
import { askForPanel, usableAccount } from "../hub.ts";
import { dropDrafts, keepDraft, sendOnce, takeFromWaiting } from "../outbox.ts";
import { lastingEntry } from "../outbox-entry.ts";
import { readAccount } from "../vault.ts";

type FeedbackHandlers = Pick<Handlers, Extract<keyof Handlers, `feedback.${string}`>>;

const OTHER_ORG = failed("not_permitted", "A record of another org than this page's.");
/** A panel that says nothing more of what is being written is gone: a little less than the hub waits, in milliseconds. */
const DRAFT_MS = 9 * 60_000;
const AT_ONCE = { tries: 1, timeout: 10_000 };

interface Written<Request> {
  /** Made at the click. */
  key: string;
  label: string;
  request: Request & { record: RecordRef };
}

/** What the panel may say and ask about feedback, and only beside records of its page's org. */
export const feedbackHandlers: FeedbackHandlers = {
  async "feedback.give"(written, from) {
    const { key: id, request } = written;
    return keep("give_feedback", written, from, (context) => withGiven(context, { id, request }));
  },

  async "feedback.hold"(written, from) {
    return keep("hold_feedback", written, from);
  },

  async "feedback.draft"({ key, label, request }, from) {
    if (request.record.org !== from.org) return OTHER_ORG;
    await takeFromWaiting(request.id, request.taken ?? []);
    const kept = await lastingEntry("change_feedback", request, request.record, key, label);
    if (!kept.ok) return kept;
    const heldUntil = new Date(Date.now() + DRAFT_MS).toISOString();
    await keepDraft({
      ...kept.value.entry,
      heldUntil,
      ...(from.tabId === null ? {} : { heldIn: from.tabId }),
    });
    return ok({});
  },

  async "feedback.change"(written, from) {
    const { id, record, taken } = written.request;
    if (record.org === from.org) await takeFromWaiting(id, taken ?? []);
    return keep("change_feedback", written, from);
  },

  async "feedback.takeBack"(written, from) {
    const { id, undone } = written.request;
    if (!undone) await dropDrafts(id);
    return keep("take_back_feedback", written, from, (context) =>
      undone ? context : withoutGiven(context, id),
    );
  },

  async "feedback.reopen"(written, from) {
    return keep("reopen_feedback", written, from);
  },

  async "feedback.see"(written, from) {
    return keep("see_answer", written, from, (context) => withAnswerSeen(context, written.request.id, true));
  },

  async "feedback.credit"(written, from) {
    return keep("answer_credit", written, from, (context) =>
      withAnswerSeen(context, written.request.id, false),
    );
  },

  async "feedback.skipAsk"(written, from) {
    return keep("skip_ask", written, from, ({ ask, ...context }) =>
      ask && ask.id !== written.request.id ? { ...context, ask } : context,
    );
  },

  async "feedback.mine"({ record, cursor }, { org }) {
    if (record.org !== org) return OTHER_ORG;
    const account = await usableAccount();
    if (!account.ok) return account;
    return askForPanel(account.value, "myFeedback", cursor === undefined ? {} : { cursor }, AT_ONCE);
  },

  async "feedback.answers"({ record, ...of }, { org }) {
    if (record.org !== org) return OTHER_ORG;
    const account = await usableAccount();
    return account.ok ? askForPanel(account.value, "publicAnswers", of, AT_ONCE) : account;
  },

  async "feedback.showAsk"(request, { org }) {
    if (request.record.org !== org) return OTHER_ORG;
    const account = await usableAccount();
    return account.ok ? askForPanel(account.value, "showAsk", request, AT_ONCE) : account;
  },
};

/**
 * Puts what the rep said into the outbox, and what is kept of the record as it is then. While it waits, what waits says
 * the same of the record.
 */
async function keep<Request>(
  kind: OutboxKind,
  { key, label, request }: Written<Request>,
  from: From,
  change?: (context: ContextReply) => ContextReply,
): Promise<Result<KeptFeedback>> {
  const { record } = request;
  if (record.org !== from.org) return OTHER_ORG;
  const kept = await lastingEntry(kind, request, record, key, label);
  if (!kept.ok) return kept;
  const { entry, account } = kept.value;
  const sent = await sendOnce(entry);
  if (!sent.ok) return sent;
  // What may still be refused is not kept as said: what waits tells of it.
  if (change && (sent.value.sent || kind !== "give_feedback")) await amendContext(account, record, change);
  const signedOut = !sent.value.sent && ((await readAccount())?.signedOut ?? true);
  return ok({ ...sent.value, signedOut });
}
