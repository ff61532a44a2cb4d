import { touchLibrary } from "../library/touch-library.ts";
import type { Sql } from "../store/store.ts";
import { addEvents, before, putBack } from "./changes.ts";
import { noteAnswers } from "./note-answers.ts";
import type { Undoing, Undone } from "./undo-inbox.ts";

/**
 * Parts what was made one, also long after: what is still a part of the main item stands by itself again, as it stood
 * before. Where the main one was answered meanwhile, they keep that answer, which their givers have read, and its
 * state. What was parted or merged elsewhere since stays there.
 */
export async function undoMerge(sql: Sql, { id, by, now }: Undoing, intoId: string): Promise<Undone> {
  const rows = await sql.query<{ id: string; is_part: boolean; restored: boolean }>(
    `with item as (select * from feedback_change_item where change_id = $1), parted as (
       update feedback f set revision = f.revision + 1, changed_at = $2,
         merged_into = ${before("merged_into")},
         status = case when heard.answer_id is null or ${before("merged_into")} is not null
           then ${before("status")} else main.status end,
         planned_for = case when heard.answer_id is null then ${before("planned_for")} else main.planned_for end,
         answered_at = case when heard.answer_id is null then ${before("answered_at")} else f.answered_at end,
         answer_hours = case when heard.answer_id is null then ${before("answer_hours")} else f.answer_hours end,
         answer_seen_at = case when heard.answer_id is null then ${before("answer_seen_at")} else f.answer_seen_at end
       from item
       left join lateral (
         select answer.answer_id from feedback_answer_item answer
         join feedback_answer a on a.id = answer.answer_id and a.undone_at is null
         join feedback_change merge on merge.id = item.change_id and a.at >= merge.at
         where answer.feedback_id = item.feedback_id limit 1
       ) heard on true
       join feedback main on main.id = $3
       where f.id = item.feedback_id and f.id <> $3 and f.merged_into = $3 returning f.id
     )
     select item.feedback_id as id, item.feedback_id <> $3 as is_part, parted.id is not null as restored
     from item left join parted on parted.id = item.feedback_id`,
    [id, now, intoId],
  );
  const parts = rows.filter(({ restored }) => restored).map((row) => row.id);
  await restoreMain(sql, { id, now, intoId });
  await noteAnswers(sql, [intoId, ...parts]);
  await forgetPassedOn(sql, intoId, parts);
  await addEvents(sql, [intoId, ...parts], { what: "undone", by, at: now, details: { of: "merge" } });
  return { undone: parts.length, left: rows.filter((row) => row.is_part && !row.restored).length };
}

/** Its due time is its own again, unless it was answered or merged meanwhile. */
async function restoreMain(
  sql: Sql,
  { id, now, intoId }: { id: string; now: Date; intoId: string },
): Promise<void> {
  await sql.query(
    `update feedback f set revision = f.revision + 1, changed_at = $2, ${putBack(["due_at"])}
     from feedback_change_item item
     where item.change_id = $1 and item.feedback_id = $3 and f.id = $3 and f.answered_at is null`,
    [id, now, intoId],
  );
  await sql.query(
    "update feedback set revision = revision + 1, changed_at = $2 where id = $1 and answered_at is not null",
    [intoId, now],
  );
}

/** What givers were told and asked only because of the merge: the answer was another's. */
async function forgetPassedOn(sql: Sql, intoId: string, parts: readonly string[]): Promise<void> {
  const passedOn = (table: string, answer: string) => `${table}.feedback_id = any($2::uuid[])
    and ${answer} in (select answer_id::text from feedback_answer_item where feedback_id = $1)
    and not exists (
      select 1 from feedback_answer_item own
      where own.answer_id::text = ${answer} and own.feedback_id = ${table}.feedback_id)`;
  const asked = await sql.query(
    `delete from credit where named is null and ${passedOn("credit", "credit.answer_id::text")} returning feedback_id`,
    [intoId, parts],
  );
  await sql.query(`delete from notice where ${passedOn("notice", "notice.subject")}`, [intoId, parts]);
  if (asked.length > 0) await touchLibrary(sql);
}
