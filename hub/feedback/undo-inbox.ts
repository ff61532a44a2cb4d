import type { z } from "zod";
import type { UndoInboxReply } from "../../lib/contract/inbox.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { untell } from "../notices/tell.ts";
import type { Sql } from "../store/store.ts";
import { addEvents, type Change, putBack } from "./changes.ts";
import { memberOf } from "./own-item.ts";
import { touchFeedback } from "./touch.ts";
import { undoAnswer } from "./undo-answer.ts";
import { undoMerge } from "./undo-merge.ts";

export type Undone = z.input<typeof UndoInboxReply>;

/** A write that is taken back, by whom and when. */
export interface Undoing {
  id: string;
  by: string;
  now: Date;
}

/** Takes back a write of the inbox. A second time there is nothing left of it to take back. */
export function undoInbox(hub: Hub, { id }: { id: string }, call: Call): Promise<Undone> {
  const by = memberOf(call).id;
  return hub.store.transaction(async (sql) => {
    const now = hub.now();
    const [change] = await sql.query<{
      kind: Change["kind"];
      undone_at: Date | null;
      into_id: string | null;
    }>("select kind, undone_at, into_id from feedback_change where id = $1 for update", [id]);
    if (!change) throw new ApiError("not_found", "There is no such change (any more).");
    if (change.undone_at !== null) return { undone: 0, left: 0 };
    await lockItems(sql, id);
    const undoing = { id, by, now };
    const undone =
      change.kind === "answer"
        ? await undoAnswer(hub, sql, undoing)
        : change.kind === "merge" && change.into_id !== null
          ? await undoMerge(hub, sql, undoing, change.into_id)
          : await undoChange(sql, undoing);
    await sql.query("update feedback_change set undone_at = $2 where id = $1", [id, now]);
    await touchFeedback(sql);
    return undone;
  });
}

/** In the order in which every writer locks them. */
async function lockItems(sql: Sql, changeId: string): Promise<void> {
  await sql.query(
    `select 1 from feedback where id in (
       select feedback_id from feedback_change_item
       where change_id = $1 or change_id in (select id from feedback_change where part_of = $1))
     order by id for update`,
    [changeId],
  );
}

/** What changed since stays as it is now. */
async function undoChange(sql: Sql, { id, by, now }: Undoing): Promise<Undone> {
  const rows = await sql.query<{ id: string; restored: boolean }>(
    `with item as (select * from feedback_change_item where change_id = $1), restored as (
       update feedback f set ${putBack()}, revision = f.revision + 1, changed_at = $2
       from item where f.id = item.feedback_id and f.revision = item.revision and f.taken_back_at is null
       returning f.id
     )
     select item.feedback_id as id, restored.id is not null as restored
     from item left join restored on restored.id = item.feedback_id`,
    [id, now],
  );
  const ids = rows.filter(({ restored }) => restored).map((row) => row.id);
  await addEvents(sql, ids, { what: "undone", by, at: now, details: { of: "change" } });
  const left = rows.filter(({ restored }) => !restored).map((row) => row.id);
  if (left.length === 0) await untell(sql, [id]);
  else await untellGivers(sql, id, left);
  return { undone: ids.length, left: left.length };
}

/** Of what a change did to these its givers are still told, and whoever has to do it; the others are not. */
async function untellGivers(sql: Sql, id: string, left: readonly string[]): Promise<void> {
  const stays = `select coalesce(
      (select feedback_id from notice own where own.id = notice.id and own.feedback_id = any(array_agg(f.id))),
      min(f.id::text)::uuid) as feedback_id
    from feedback f
    where (f.id = any($2::uuid[]) or f.merged_into = any($2::uuid[])) and f.taken_back_at is null
      and (notice.kind = 'assigned' or f.member_id = notice.member_id)`;
  await sql.query(
    `with told as (
       select notice.id, stays.feedback_id from notice cross join lateral (${stays}) stays where notice.subject = $1
     ), moved as (
       update notice set feedback_id = told.feedback_id from told
       where notice.id = told.id and notice.feedback_id <> told.feedback_id
     )
     delete from notice using told where notice.id = told.id and told.feedback_id is null`,
    [id, left],
  );
}
