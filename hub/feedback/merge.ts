import type { z } from "zod";
import type { ChangeInboxReply, MergeFeedbackRequest } from "../../lib/contract/inbox.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { addChange, addEvents, keepBefore } from "./changes.ts";
import { memberOf } from "./own-item.ts";
import { type LockedItem, lockMerged, lockSeen } from "./seen-items.ts";
import { settle } from "./settle.ts";
import { touchFeedback } from "./touch.ts";

/** Makes one item of several, whose givers all hear of what becomes of it. */
export async function mergeFeedback(
  hub: Hub,
  request: z.output<typeof MergeFeedbackRequest>,
  call: Call,
): Promise<z.input<typeof ChangeInboxReply>> {
  const id = call.idempotencyKey;
  const member = memberOf(call);
  const { into, items } = request;
  await hub.store.transaction(async (sql) => {
    const now = hub.now();
    const { first } = await writeOnce(sql, { kind: "mergeFeedback", call, request, now });
    if (!first) return;
    const locked = await lockSeen(sql, [into, ...items], now);
    if (items.some((item) => item.id === into.id)) {
      throw new ApiError("bad_request", "An item cannot be merged into itself.");
    }
    await mergeInto(hub, sql, { id, into: into.id, locked, by: member.id, now });
    await touchFeedback(sql);
  });
  return { id, changed: new Set(items.map((item) => item.id)).size };
}

/**
 * Merges locked items into one of them, with what was merged into them before.
 * @param partOf the answer that makes this merge
 */
export async function mergeInto(
  hub: Hub,
  sql: Sql,
  merge: {
    id: string;
    into: string;
    locked: ReadonlyMap<string, LockedItem>;
    by: string;
    now: Date;
    partOf?: string;
  },
): Promise<void> {
  const { id, into, locked, by, now, partOf } = merge;
  const others = [...locked.keys()].filter((other) => other !== into);
  const parts = [...others, ...(await lockMerged(sql, others)).map((part) => part.id)];
  await addChange(sql, { id, kind: "merge", by, at: now, intoId: into, ...(partOf ? { partOf } : {}) });
  await keepBefore(sql, id, [into, ...parts]);
  await sql.query(
    `update feedback set revision = revision + 1, changed_at = $3, status = 'merged', merged_into = $2
     where id = any($1::uuid[])`,
    [parts, into, now],
  );
  await sql.query("update feedback set revision = revision + 1, changed_at = $2 where id = $1", [into, now]);
  await addEvents(sql, [into], { what: "took_in", by, at: now, details: { items: parts.length } });
  await addEvents(sql, parts, { what: "merged", by, at: now, details: { into } });
  await settle(hub, sql, [into, ...parts], now);
}
