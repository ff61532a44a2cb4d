import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { AnswerFeedbackReply, AnswerFeedbackRequest } from "../../lib/contract/inbox.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { askCredit, type CreditedVersion } from "./ask-credit.ts";
import { addChange, addEvents, keepBefore } from "./changes.ts";
import { mergeInto } from "./merge.ts";
import { memberOf } from "./own-item.ts";
import { answerKinds } from "./pass-on-answers.ts";
import { findResolvedBy } from "./resolved-by.ts";
import { type LockedItem, lockMerged, lockSeen } from "./seen-items.ts";
import { settle } from "./settle.ts";
import { tellGivers } from "./tell-givers.ts";
import { touchFeedback } from "./touch.ts";
import { UNDO_MS } from "./undo-time.ts";

type Request = z.output<typeof AnswerFeedbackRequest>;

/**
 * Answers with one text everybody who gave these items, or what was merged into them. Givers read it when the undo
 * time is over; the write's key takes it back until then.
 */
export async function answerFeedback(
  hub: Hub,
  request: Request,
  call: Call,
): Promise<z.input<typeof AnswerFeedbackReply>> {
  const id = call.idempotencyKey;
  const by = memberOf(call).id;
  if (request.status === "planned" && request.plannedFor === undefined) {
    throw new ApiError("bad_request", "Say until when it is planned: whoever gave it reads the date.");
  }
  return hub.store.transaction(async (sql) => {
    const now = hub.now();
    const { first } = await writeOnce(sql, { kind: "answerFeedback", call, request, now });
    if (!first) return { id, givers: await countGivers(sql, id) };
    const locked = await lockSeen(sql, request.items, now);
    const version = await findResolvedBy(sql, request, [...locked.values()]);
    await addChange(sql, { id, kind: "answer", by, at: now });
    const mains = await mergeFirst(hub, sql, { request, locked, id, by, now });
    const given = [
      ...mains,
      ...(await lockMerged(
        sql,
        mains.map((main) => main.id),
      )),
    ];
    await keepAnswer(sql, request, { id, by, now, version, given });
    await close(sql, request, { mains, given, now });
    await settle(
      hub,
      sql,
      given.map((item) => item.id),
      now,
    );
    await addEvents(
      sql,
      given.map((item) => item.id),
      { what: "answered", by, at: now, details: { answer: id, status: request.status } },
    );
    const asksCredit = (version.assetVersionId ?? version.claimVersionId) !== null;
    const kinds = answerKinds(request.status, asksCredit);
    await tellGivers(sql, given, { kinds, subject: id, now });
    if (asksCredit) {
      await askCredit(sql, given, { ...version, answerId: id, askedAt: new Date(now.getTime() + UNDO_MS) });
    }
    await touchFeedback(sql);
    return { id, givers: new Set(given.map((item) => item.member_id)).size };
  });
}

/** With `merge` the items become one, the first. */
async function mergeFirst(
  hub: Hub,
  sql: Sql,
  answer: {
    request: Request;
    locked: ReadonlyMap<string, LockedItem>;
    id: string;
    by: string;
    now: Date;
  },
): Promise<LockedItem[]> {
  const { request, locked, id, by, now } = answer;
  const into = locked.get(request.items[0]?.id ?? "");
  if (!request.merge || locked.size < 2 || into === undefined) return [...locked.values()];
  await mergeInto(hub, sql, { id: randomUUID(), into: into.id, locked, by, now, partOf: id });
  return [into];
}

async function keepAnswer(
  sql: Sql,
  { text, status, plannedFor, public: forAll }: Request,
  answer: { id: string; by: string; now: Date; version: CreditedVersion; given: readonly LockedItem[] },
): Promise<void> {
  const { id, by, now, version } = answer;
  const ids = answer.given.map((item) => item.id);
  await keepBefore(sql, id, ids);
  await sql.query(
    `insert into feedback_answer (id, text, by_id, at, visible_at, status, planned_for, asset_version_id,
       claim_version_id, public) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      text,
      by,
      now,
      new Date(now.getTime() + UNDO_MS),
      status,
      status === "planned" ? plannedFor : null,
      version.assetVersionId,
      version.claimVersionId,
      forAll ?? false,
    ],
  );
  await sql.query(
    "insert into feedback_answer_item (answer_id, feedback_id, at) select $1, id, $3 from unnest($2::uuid[]) as item (id)",
    [id, ids, now],
  );
}

/** The main items take the state; to the givers of all the answer is new. */
async function close(
  sql: Sql,
  { status, plannedFor }: Request,
  { mains, given, now }: { mains: readonly LockedItem[]; given: readonly LockedItem[]; now: Date },
): Promise<void> {
  await sql.query(
    `update feedback set revision = revision + 1, changed_at = $2, answer_seen_at = null,
       status = case when id = any($3::uuid[]) then $4 else status end,
       status_reason = case when id = any($3::uuid[]) then '' else status_reason end,
       planned_for = case when id = any($3::uuid[]) then $5::date else planned_for end
     where id = any($1::uuid[])`,
    [
      given.map((item) => item.id),
      now,
      mains.map((item) => item.id),
      status,
      status === "planned" ? (plannedFor ?? null) : null,
    ],
  );
}

async function countGivers(sql: Sql, answerId: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `select count(distinct member_id)::int as count from feedback_answer_item item
     join feedback f on f.id = item.feedback_id where item.answer_id = $1 and item.passed_from is null`,
    [answerId],
  );
  return row?.count ?? 0;
}
