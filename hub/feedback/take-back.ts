import type { z } from "zod";
import type { TakeBackFeedbackReply, TakeBackFeedbackRequest } from "../../lib/contract/feedback.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { tellOfGiven, untell } from "../notices/tell.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { addEvent } from "./add-event.ts";
import { dueFromNow } from "./due.ts";
import { lockOwnItem, memberOf, type OwnItem } from "./own-item.ts";
import { passOn } from "./pass-on.ts";
import { replaceOutcome } from "./replace-outcome.ts";
import { settle } from "./settle.ts";
import { touchFeedback } from "./touch.ts";
import { UNDO_MS } from "./undo-time.ts";

type Request = z.output<typeof TakeBackFeedbackRequest>;

/**
 * Takes one's own back, at any time: before others saw it, it is as if it had never been; later it is gone from lists
 * and figures too. `undone` gives it again, unless something newer was said of the same since.
 */
export async function takeBackFeedback(
  hub: Hub,
  request: Request,
  call: Call,
): Promise<z.input<typeof TakeBackFeedbackReply>> {
  const member = memberOf(call);
  return hub.store.transaction(async (sql) => {
    const now = hub.now();
    const item = await lockOwnItem(sql, request.id, member.id);
    const { first } = await writeOnce(sql, { kind: "takeBackFeedback", call, request, now });
    const isTaken = item.taken_back_at !== null;
    const wanted = request.undone !== true;
    if (!first || isTaken === wanted) return { takenBack: isTaken };
    if (wanted) await takeBack(hub, sql, item, { now, memberId: member.id });
    else if (!(await giveAgain(hub, sql, item, { now, memberId: member.id }))) return { takenBack: true };
    await touchFeedback(sql);
    return { takenBack: wanted };
  });
}

interface By {
  now: Date;
  memberId: string;
}

async function takeBack(hub: Hub, sql: Sql, item: OwnItem, { now, memberId }: By): Promise<void> {
  const heir = await passOn(sql, item.id, now);
  await sql.query(
    "update feedback set taken_back_at = $2, revision = revision + 1, changed_at = $2 where id = $1",
    [item.id, now],
  );
  await settle(hub, sql, heir === undefined ? [item.id] : [item.id, heir], now);
  // Their place of five is theirs again: the question can be answered anew.
  if (item.ask_id !== null) await setAskEnded(sql, item, memberId, null);
  if (item.visible_at <= now) {
    await addEvent(sql, { feedbackId: item.id, what: "taken_back", at: now, by: memberId });
  }
  await untell(sql, [item.id]);
}

/**
 * Where something newer was said since, what says more than a click stands to be read again, and counts no more.
 * @returns false for a click that something newer stands in the place of
 */
async function giveAgain(hub: Hub, sql: Sql, item: OwnItem, { now, memberId }: By): Promise<boolean> {
  const isOutcome = item.ask_id === null && (item.share_id !== null || item.claim_version_id !== null);
  let replaced = false;
  if (isOutcome) {
    const [row] = await sql.query<{ record: string | null }>("select record from feedback where id = $1", [
      item.id,
    ]);
    const { late } = await replaceOutcome(sql, {
      id: item.id,
      memberId,
      of: {
        shareId: item.share_id,
        claimVersionId: item.claim_version_id,
        identityId: item.identity_id,
        record: row?.record ?? null,
      },
      clickedAt: item.clicked_at,
      now,
    });
    const saysMore =
      item.reasons.length > 0 || item.their_words !== "" || item.note !== "" || item.answered_at !== null;
    if (late && !saysMore) return false;
    replaced = late;
  }
  const wasVisible =
    item.visible_at <= now && item.taken_back_at !== null && item.taken_back_at >= item.visible_at;
  const visibleAt = wasVisible ? item.visible_at : new Date(now.getTime() + UNDO_MS);
  const isOwedAnew = item.own_due_at !== null && item.answered_at === null;
  await sql.query(
    `update feedback set taken_back_at = null, visible_at = $2, revision = revision + 1, changed_at = $3,
       replaced_at = case when $5 then $3 else replaced_at end, own_due_at = coalesce($4, own_due_at), owed_at = case when $4::timestamptz is null then owed_at else $3 end
     where id = $1`,
    [item.id, visibleAt, now, isOwedAnew ? await dueFromNow(hub, sql) : null, replaced],
  );
  await settle(hub, sql, [item.id], now);
  if (item.ask_id !== null) await setAskEnded(sql, item, memberId, now);
  if (wasVisible) await addEvent(sql, { feedbackId: item.id, what: "given_again", at: now, by: memberId });
  if (isOwedAnew) await tellOfGiven(sql, { feedbackId: item.id, at: item.clicked_at, visibleAt });
  return true;
}

async function setAskEnded(sql: Sql, item: OwnItem, memberId: string, at: Date | null): Promise<void> {
  await sql.query("update claim_ask_place set ended_at = $3 where ask_id = $1 and member_id = $2", [
    item.ask_id,
    memberId,
    at,
  ]);
}
