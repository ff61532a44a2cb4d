import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { touchLibrary } from "../library/touch-library.ts";
import { untell } from "../notices/tell.ts";
import type { Sql } from "../store/store.ts";
import { addEvents, before, putBack } from "./changes.ts";
import { settle } from "./settle.ts";
import type { Undoing, Undone } from "./undo-inbox.ts";
import { undoMerge } from "./undo-merge.ts";

/**
 * Takes an answer back that nobody could read yet, with the merge that it made. Of an item that somebody changed within
 * those seconds the rest stays, but it is not answered, nor in the state that the answer gave it.
 * @throws ApiError conflict once givers may have read it
 */
export async function undoAnswer(hub: Pick<Hub, "settings">, sql: Sql, undoing: Undoing): Promise<Undone> {
  const { id, by, now } = undoing;
  const taken = await sql.query(
    "update feedback_answer set undone_at = $2 where id = $1 and visible_at > $2 returning id",
    [id, now],
  );
  if (taken.length === 0) {
    throw new ApiError(
      "conflict",
      "Its givers may have read this answer: say in another one what has changed.",
    );
  }
  const undone = await putStateBack(sql, id, now);
  await takeCreditBack(sql, id);
  await untell(sql, [id]);
  const ids = undone.map((row) => row.id);
  await addEvents(sql, ids, { what: "undone", by, at: now, details: { of: "answer" } });
  await undoItsMerge(hub, sql, undoing);
  await settle(hub, sql, ids, now);
  const restored = undone.filter((row) => row.restored).length;
  return { undone: restored, left: undone.length - restored };
}

/**
 * The state is the one before the answer. Where another was written since, that stays, and what stood before the answer
 * is what undoing that puts back.
 */
async function putStateBack(sql: Sql, id: string, now: Date): Promise<{ id: string; restored: boolean }[]> {
  const rows = await sql.query<{ id: string; restored: boolean }>(
    `with item as (
       -- What was a part then, and stands by itself since, has the main one's state.
       select item.feedback_id, item.revision, item.before, coalesce(main.before, item.before) as state,
         a.status as said
       from feedback_change_item item join feedback_answer a on a.id = item.change_id
       left join feedback_change_item main
         on main.change_id = item.change_id and main.feedback_id = ${before("merged_into")}
       where item.change_id = $1
     ), later as (
       select item.feedback_id, later.change_id, later.revision, later.before ->> 'status' as found, c.kind
       from item join feedback_change_item later
         on later.feedback_id = item.feedback_id and later.revision > item.revision
       join feedback_change c on c.id = later.change_id and c.undone_at is null
     ), other as (
       -- The first write since that found, or gave it, another state.
       select item.feedback_id, min(later.revision) as revision
       from item join later on later.feedback_id = item.feedback_id
         and (later.kind = 'answer' or later.found not in (item.said, 'merged'))
       group by item.feedback_id
     ), found as (
       update feedback_change_item l set before = l.before || jsonb_build_object(
         'status', item.state -> 'status', 'status_reason', item.state -> 'status_reason',
         'planned_for', item.state -> 'planned_for')
       from item join later on later.feedback_id = item.feedback_id and later.found = item.said
       left join other on other.feedback_id = item.feedback_id
       where l.change_id = later.change_id and l.feedback_id = later.feedback_id
         and (other.revision is null or later.revision <= other.revision)
     )
     update feedback f set ${putBack(["answer_seen_at"])}, revision = f.revision + 1, changed_at = $2,
       status = case when back.stands then item.state ->> 'status' else f.status end,
       status_reason = case when back.stands then item.state ->> 'status_reason' else f.status_reason end,
       planned_for = case when back.stands then (item.state ->> 'planned_for')::date else f.planned_for end
     from item left join other on other.feedback_id = item.feedback_id
     cross join lateral (
       select other.revision is null and exists (
         select 1 from feedback own
         where own.id = item.feedback_id and own.merged_into is null and own.status = item.said) as stands
     ) back
     where f.id = item.feedback_id
     returning f.id, f.revision - 1 = item.revision as restored`,
    [id, now],
  );
  // What took the place of a main one that had this answer before they were one has its own state again.
  const heirs = await sql.query<{ id: string; restored: boolean }>(
    `update feedback f set revision = revision + 1, changed_at = $2, planned_for = null, status_reason = '',
       status = coalesce((
         select item.before ->> 'status' from feedback_change_item item
         where item.feedback_id = f.id and item.before ->> 'status' not in ('merged', a.status)
         order by item.revision desc limit 1), 'new')
     from feedback_answer_item said join feedback_answer a on a.id = said.answer_id
     where said.answer_id = $1 and f.id = said.feedback_id and f.merged_into is null and f.status = a.status
       and not exists (
         select 1 from feedback_answer_item i join feedback_answer other on other.id = i.answer_id
         where i.feedback_id = f.id and i.at is not null and other.undone_at is null and other.status = a.status)
       and f.id <> all($3::uuid[])
     returning f.id, false as restored`,
    [id, now, rows.map((row) => row.id)],
  );
  return [...rows, ...heirs];
}

/** Credit stands again as it stood for an earlier version; where it was not asked for, it is not. */
async function takeCreditBack(sql: Sql, answerId: string): Promise<void> {
  const gone = await sql.query("delete from credit where answer_id = $1 returning feedback_id", [answerId]);
  if (gone.length === 0) return;
  await sql.query(
    `insert into credit select old.* from feedback_change_item item
     cross join lateral jsonb_populate_record(null::credit, item.before -> 'credit') old
     where item.change_id = $1 and item.before -> 'credit' <> 'null'::jsonb
     on conflict (feedback_id) do nothing`,
    [answerId],
  );
  await touchLibrary(sql);
}

async function undoItsMerge(hub: Pick<Hub, "settings">, sql: Sql, { id, by, now }: Undoing): Promise<void> {
  const [merge] = await sql.query<{ id: string; into_id: string }>(
    "update feedback_change set undone_at = $2 where part_of = $1 and undone_at is null returning id, into_id",
    [id, now],
  );
  if (merge) await undoMerge(hub, sql, { id: merge.id, by, now }, merge.into_id);
}
