import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { ChangeFeedbackReply, ChangeFeedbackRequest } from "../../lib/contract/feedback.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { tellOfGiven, untell } from "../notices/tell.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { addEvent } from "./add-event.ts";
import { dueFromNow } from "./due.ts";
import { withoutParts } from "./give.ts";
import { OPEN_STATUSES } from "./listed.ts";
import { lockOwnItem, memberOf, type OwnItem } from "./own-item.ts";
import { isOwed, misfit } from "./rules/fits.ts";
import { settle as settleMerges } from "./settle.ts";
import { touchFeedback } from "./touch.ts";
import { HELD_MS, LET_GO_MS } from "./undo-time.ts";
import { indexWords } from "./words.ts";

type Request = z.output<typeof ChangeFeedbackRequest>;

/** As many as one word of a giver may have. */
const MOST_REASONS = 6;

/**
 * Changes what nobody else sees yet; later a sentence is added, and parts of the context still go. What comes after it
 * was taken back does nothing.
 * @throws ApiError conflict where others read it already, and reasons or words would be others
 */
export async function changeFeedback(
  hub: Hub,
  request: Request,
  call: Call,
): Promise<z.input<typeof ChangeFeedbackReply>> {
  const member = memberOf(call);
  return hub.store.transaction(async (sql) => {
    const now = hub.now();
    const item = await lockOwnItem(sql, request.id, member.id);
    const visible = item.visible_at <= now;
    const { first } = await writeOnce(sql, { kind: "changeFeedback", call, request, now });
    if (!first || item.taken_back_at !== null) return { visible };
    const fault = misfit(item.type, whatOf(item), request.reasons ?? []);
    if (fault !== undefined) throw new ApiError("bad_request", fault);
    const change = { hub, sql, item, request, now, memberId: member.id };
    if (visible) await addToVisible(change);
    else if (request.further) await addUnseen(change);
    else await changeUnseen(change);
    await settle(change, visible);
    await touchFeedback(sql);
    return { visible };
  });
}

interface Change {
  hub: Hub;
  sql: Sql;
  item: OwnItem;
  request: Request;
  now: Date;
  memberId: string;
}

function whatOf({ share_id, claim_version_id, ask_id, type }: OwnItem) {
  if (ask_id !== null) return "ask";
  if (share_id !== null) return "share";
  if (claim_version_id !== null) return "claim";
  return type === "request" || type === "data_wrong" ? "nothing" : "asset";
}

/** All of it can still be another; what is absent stays. */
async function changeUnseen({ sql, item, request, now }: Change): Promise<void> {
  const { hold, reasons, theirWords, note, page } = request;
  const letGo = new Date(Math.min(item.visible_at.getTime(), now.getTime() + LET_GO_MS));
  const visibleAt =
    hold === true ? new Date(now.getTime() + HELD_MS) : hold === false ? letGo : item.visible_at;
  await sql.query(
    `update feedback set reasons = coalesce($2, reasons), their_words = coalesce($3, their_words),
       note = coalesce($4, note), page = case when $5 then $6 else page end, visible_at = $7
     where id = $1`,
    [
      item.id,
      reasons === undefined ? null : [...new Set(reasons)],
      theirWords ?? null,
      note ?? null,
      page !== undefined,
      page ?? null,
      visibleAt,
    ],
  );
}

/** Others may have read it, so nothing of it becomes another: what the giver says more is added. */
async function addToVisible(change: Change): Promise<void> {
  const { item, request } = change;
  const { reasons, theirWords, page } = request;
  const isOther =
    (reasons !== undefined && [...reasons].sort().join() !== [...item.reasons].sort().join()) ||
    (theirWords !== undefined && theirWords !== item.their_words) ||
    (page !== undefined && page !== item.page);
  if (isOther) {
    throw new ApiError(
      "conflict",
      "Marketing may have read this already, so it stays as it is. Add a sentence, or take it back and say it anew.",
    );
  }
  await addSentence(change);
}

/** Nobody else sees it yet, but what was said before is to stay: reasons and words come to it. */
async function addUnseen(change: Change): Promise<void> {
  const { sql, item, request } = change;
  const { reasons = [], theirWords = "", page } = request;
  await sql.query(
    `update feedback set reasons = $2, their_words = concat_ws(E'\n', nullif(their_words, ''), nullif($3, '')),
       page = coalesce($4, page)
     where id = $1`,
    [item.id, [...new Set([...item.reasons, ...reasons])].slice(0, MOST_REASONS), theirWords, page ?? null],
  );
  await addSentence(change);
}

async function addSentence({ sql, item, request, now, memberId }: Change): Promise<void> {
  const { note } = request;
  if (note === undefined || note === "" || (note === item.note && !request.further)) return;
  await sql.query("insert into feedback_addition (id, feedback_id, text, at) values ($1, $2, $3, $4)", [
    randomUUID(),
    item.id,
    note,
    new Date(Math.min(Date.parse(request.at), now.getTime())),
  ]);
  await addEvent(sql, { feedbackId: item.id, what: "added", at: now, by: memberId });
}

/** What follows from what it says now: the context that is left, whether an answer is owed, what it is found by. */
async function settle({ hub, sql, item, request, now, memberId }: Change, visible: boolean): Promise<void> {
  const taken = [...new Set([...item.taken, ...(request.taken ?? [])])];
  const context = withoutParts(item.context, taken);
  const [said] = await sql.query<{
    reasons: string[];
    their_words: string;
    note: string;
    visible_at: Date;
    additions: number;
  }>(
    `update feedback f set context = $2::jsonb, taken = $3, stage = $4, industry = $5, company = $6,
       company_id = case when $7 then null else company_id end, revision = revision + 1, changed_at = $8
     where id = $1
     returning reasons, their_words, note, visible_at,
       (select count(*)::int from feedback_addition where feedback_id = f.id) as additions`,
    [
      item.id,
      JSON.stringify(context),
      taken,
      context.stage ?? null,
      context.industry ?? null,
      context.company ?? null,
      taken.includes("company"),
      now,
    ],
  );
  if (!said) return;
  if (visible && taken.length > item.taken.length) {
    await addEvent(sql, { feedbackId: item.id, what: "context_taken", at: now, by: memberId });
  }
  const owed = isOwed({
    type: item.type,
    reasons: said.reasons,
    theirWords: said.their_words,
    note: said.note,
    added: said.additions > 0,
  });
  const isNewlyOwed = owed && item.own_due_at === null && (await isOpen(sql, item));
  if (isNewlyOwed) {
    await sql.query("update feedback set own_due_at = $2, owed_at = $3 where id = $1", [
      item.id,
      await dueFromNow(hub, sql),
      now,
    ]);
  } else if (!owed && item.own_due_at !== null) {
    await sql.query("update feedback set own_due_at = null, owed_at = null where id = $1", [item.id]);
    await untell(sql, [item.id]);
  }
  await settleMerges(hub, sql, [item.id], now);
  if (isNewlyOwed || (owed && !visible)) {
    const visibleAt = visible ? now : said.visible_at;
    await tellOfGiven(sql, { feedbackId: item.id, at: item.clicked_at, visibleAt });
  }
  await indexWords(sql, [item.id]);
}

/** Whether an answer to it, or to what it was merged into, can still come. */
async function isOpen(sql: Sql, { id, answered_at }: OwnItem): Promise<boolean> {
  if (answered_at !== null) return false;
  const open = await sql.query(
    `select 1 from feedback f left join feedback main on main.id = f.merged_into
     where f.id = $1 and coalesce(main.status, f.status) in ${OPEN_STATUSES}`,
    [id],
  );
  return open.length > 0;
}
