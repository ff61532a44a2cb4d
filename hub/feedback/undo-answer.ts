import { ApiError } from "../http/api-error.ts";
import { touchLibrary } from "../library/touch-library.ts";
import { untell } from "../notices/tell.ts";
import type { Sql } from "../store/store.ts";
import { addEvents, before, putBack } from "./changes.ts";
import { noteAnswers } from "./note-answers.ts";
import type { Undoing, Undone } from "./undo-inbox.ts";
import { undoMerge } from "./undo-merge.ts";

/**
 * Takes an answer back that nobody could read yet, with the merge that it made. Of an item that somebody changed within
 * those seconds the rest stays, but it is not answered, nor in the state that the answer gave it.
 * @throws ApiError conflict once givers may have read it
 */
export async function undoAnswer(sql: Sql, undoing: Undoing): Promise<Undone> {
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
  const restored = await sql.query<{ id: string; changed: boolean }>(
    `update feedback f set ${putBack()}, revision = f.revision + 1, changed_at = $2
     from feedback_change_item item
     where item.change_id = $1 and f.id = item.feedback_id and f.revision = item.revision returning f.id`,
    [id, now],
  );
  const left = await sql.query<{ id: string }>(
    `update feedback f set ${putBack(["answered_at", "answer_hours", "answer_seen_at"])},
       status = case when f.status = a.status then ${before("status")} else f.status end,
       planned_for = case when f.status = a.status then ${before("planned_for")} else f.planned_for end,
       revision = f.revision + 1, changed_at = $2
     from feedback_change_item item join feedback_answer a on a.id = item.change_id
     where item.change_id = $1 and f.id = item.feedback_id and f.id <> all($3::uuid[]) returning f.id`,
    [id, now, restored.map((row) => row.id)],
  );
  await takeCreditBack(sql, id);
  await untell(sql, [id]);
  const ids = [...restored, ...left].map((row) => row.id);
  await addEvents(sql, ids, { what: "undone", by, at: now, details: { of: "answer" } });
  await undoItsMerge(sql, undoing);
  await noteAnswers(sql, ids);
  return { undone: restored.length, left: left.length };
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

async function undoItsMerge(sql: Sql, { id, by, now }: Undoing): Promise<void> {
  const [merge] = await sql.query<{ id: string; into_id: string }>(
    "update feedback_change set undone_at = $2 where part_of = $1 and undone_at is null returning id, into_id",
    [id, now],
  );
  if (merge) await undoMerge(sql, { id: merge.id, by, now }, merge.into_id);
}
