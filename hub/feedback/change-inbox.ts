import type { z } from "zod";
import type { ChangeInboxReply, ChangeInboxRequest } from "../../lib/contract/inbox.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { tell } from "../notices/tell.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { addChange, addEvents, keepBefore } from "./changes.ts";
import { memberOf } from "./own-item.ts";
import { type LockedItem, lockMerged, lockSeen } from "./seen-items.ts";
import { tellGivers } from "./tell-givers.ts";
import { touchFeedback } from "./touch.ts";

type Request = z.output<typeof ChangeInboxRequest>;

/** Changes the state, date and assignee of items, all or none. */
export async function changeInbox(
  hub: Hub,
  request: Request,
  call: Call,
): Promise<z.input<typeof ChangeInboxReply>> {
  const id = call.idempotencyKey;
  const member = memberOf(call);
  checkWords(request);
  await hub.store.transaction(async (sql) => {
    const now = hub.now();
    const { first } = await writeOnce(sql, { kind: "changeInbox", call, request, now });
    if (!first) return;
    const items = await lockSeen(sql, request.items, now);
    checkDates(request, items);
    await checkAssignee(sql, request.assigneeId);
    const ids = [...items.keys()];
    await addChange(sql, { id, kind: "change", by: member.id, at: now });
    await keepBefore(sql, id, ids);
    await write(sql, ids, request, now);
    await addHistory(sql, items, request, { by: member.id, at: now });
    await tellOf(sql, items, request, { id, by: member.id, now });
    await touchFeedback(sql);
  });
  return { id, changed: new Set(request.items.map((item) => item.id)).size };
}

function checkWords({ status, reason, plannedFor, assigneeId }: Request): void {
  if (status === undefined && reason === undefined && plannedFor === undefined && assigneeId === undefined) {
    throw new ApiError("bad_request", "Say what to change: the state, its reason, the date or the assignee.");
  }
  if (status === "declined" && !reason) {
    throw new ApiError("bad_request", "Say in a sentence why it is declined: whoever gave it reads that.");
  }
}

function checkDates({ status, plannedFor }: Request, items: ReadonlyMap<string, LockedItem>): void {
  const hasDate = (item: LockedItem) =>
    plannedFor !== undefined ? plannedFor !== null : item.planned_for !== null;
  if (status === "planned" && ![...items.values()].every(hasDate)) {
    throw new ApiError("bad_request", "Say until when it is planned: whoever gave it reads the date.");
  }
}

/** @throws ApiError bad_request for who cannot answer feedback */
async function checkAssignee(sql: Sql, assigneeId: string | null | undefined): Promise<void> {
  if (!assigneeId) return;
  const known = await sql.query(
    "select 1 from member where id = $1 and role in ('marketer', 'admin') and deactivated_at is null",
    [assigneeId],
  );
  if (known.length === 0) {
    throw new ApiError("bad_request", "Only a marketer or an admin who may come in can take this on.");
  }
}

/** A reason and a date go with the state that they were said of. */
async function write(sql: Sql, ids: readonly string[], request: Request, now: Date): Promise<void> {
  await sql.query(
    `update feedback f set revision = revision + 1, changed_at = $2,
       status = coalesce($3, status),
       status_reason = case when $4::text is not null then $4 when $3 <> status then '' else status_reason end,
       planned_for = case when $5 then $6::date when coalesce($3, status) <> 'planned' then null else planned_for end,
       assignee_id = case when $7 then $8::uuid else assignee_id end
     where id = any($1::uuid[])`,
    [
      ids,
      now,
      request.status ?? null,
      request.reason ?? null,
      request.plannedFor !== undefined,
      request.plannedFor ?? null,
      request.assigneeId !== undefined,
      request.assigneeId ?? null,
    ],
  );
}

async function addHistory(
  sql: Sql,
  items: ReadonlyMap<string, LockedItem>,
  { status, plannedFor, assigneeId }: Request,
  by: { by: string; at: Date },
): Promise<void> {
  const ids = [...items.keys()];
  if (status !== undefined || plannedFor !== undefined) {
    const details = { to: status ?? null, plannedFor: plannedFor ?? null };
    await addEvents(sql, ids, { ...by, what: "status", details });
  }
  if (assigneeId !== undefined) {
    await addEvents(sql, ids, { ...by, what: "assigned", details: { to: assigneeId } });
  }
}

/** Givers hear of what was decided; whoever has to do it, of that. */
async function tellOf(
  sql: Sql,
  items: ReadonlyMap<string, LockedItem>,
  { status, assigneeId }: Request,
  { id, by, now }: { id: string; by: string; now: Date },
): Promise<void> {
  if (status === "planned" || status === "declined") {
    const given = [...items.values(), ...(await lockMerged(sql, [...items.keys()]))];
    await tellGivers(sql, given, { kinds: [status], subject: id, now });
  }
  const [first] = items.keys();
  if (assigneeId && assigneeId !== by && first !== undefined) {
    await tell(sql, [
      { memberId: assigneeId, kind: "assigned", feedbackId: first, subject: id, at: now, visibleAt: now },
    ]);
  }
}
