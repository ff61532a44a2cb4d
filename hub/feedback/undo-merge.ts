import type { Hub } from "../hub.ts";
import { touchLibrary } from "../library/touch-library.ts";
import type { Sql } from "../store/store.ts";
import { addEvents, before } from "./changes.ts";
import { settle } from "./settle.ts";
import type { Undoing, Undone } from "./undo-inbox.ts";

/**
 * Parts what was made one, also long after and in any order: what this merge made a part, and is one with its main item
 * still, stands by itself again, as it stood before. Where the main one was answered meanwhile, it keeps that answer,
 * which its giver has read, and its state; where the main one is a part of another by now, the state that the answer
 * said. What was parted or merged elsewhere since stays there.
 */
export async function undoMerge(
  hub: Pick<Hub, "settings">,
  sql: Sql,
  { id, by, now }: Undoing,
  intoId: string,
): Promise<Undone> {
  const rows = await sql.query<{ id: string; is_part: boolean; main_id: string | null }>(
    `with item as (select * from feedback_change_item where change_id = $1), main as (
       select main.* from feedback named join feedback main on main.id = coalesce(named.merged_into, named.id)
       where named.id = $3
     ), parted as (
       update feedback f set revision = f.revision + 1, changed_at = $2,
         merged_into = ${before("merged_into")},
         status = case when heard.answer_id is null then ${before("status")}
           when main.id = $3 then main.status else heard.status end,
         planned_for = case when heard.answer_id is null then ${before("planned_for")}
           when main.id = $3 then main.planned_for else heard.planned_for end,
         answer_seen_at = case when heard.answer_id is null then ${before("answer_seen_at")} else f.answer_seen_at end
       from item
       left join lateral (
         select said.answer_id, a.status, a.planned_for from feedback_answer_item said
         join feedback_answer a on a.id = said.answer_id and a.undone_at is null
         join feedback_change merge on merge.id = item.change_id and a.at >= merge.at
         where said.feedback_id = item.feedback_id and said.own and said.at is not null
         order by said.at desc, a.id limit 1
       ) heard on true
       cross join main
       where f.id = item.feedback_id and f.id <> $3 and f.merged_into = main.id and not exists (
         select 1 from feedback_change_item later
         join feedback_change c on c.id = later.change_id and c.kind = 'merge' and c.undone_at is null
         where later.feedback_id = f.id and later.revision > item.revision and c.into_id <> f.id
           and later.before ->> 'merged_into' is null)
       returning f.id, main.id as main_id
     )
     select item.feedback_id as id, item.feedback_id <> $3 as is_part, parted.main_id
     from item left join parted on parted.id = item.feedback_id`,
    [id, now, intoId],
  );
  const parts = rows.filter(({ main_id }) => main_id !== null).map((row) => row.id);
  const mains = [...new Set([intoId, ...rows.flatMap(({ main_id }) => main_id ?? [])])];
  await sql.query("update feedback set revision = revision + 1, changed_at = $2 where id = any($1::uuid[])", [
    mains,
    now,
  ]);
  await forgetPassedOn(sql, parts);
  await settle(hub, sql, [...mains, ...parts], now);
  await addEvents(sql, [intoId, ...parts], { what: "undone", by, at: now, details: { of: "merge" } });
  return { undone: parts.length, left: rows.filter((row) => row.is_part && row.main_id === null).length };
}

/** What givers heard, were told and asked only because of a merge: the answer was another's. */
async function forgetPassedOn(sql: Sql, parts: readonly string[]): Promise<void> {
  const forgotten = await sql.query<{ answer_id: string; feedback_id: string }>(
    `select i.answer_id, i.feedback_id from feedback_answer_item i join feedback f on f.id = i.feedback_id
     where f.id = any($1::uuid[]) and i.passed_from is not null and i.passed_from is distinct from f.merged_into`,
    [parts],
  );
  if (forgotten.length === 0) return;
  const values = [
    forgotten.map(({ answer_id }) => answer_id),
    forgotten.map(({ feedback_id }) => feedback_id),
  ];
  const gone = "unnest($1::uuid[], $2::uuid[]) as gone (answer_id, id)";
  await sql.query(
    `delete from feedback_answer_item i using ${gone}
     where i.answer_id = gone.answer_id and i.feedback_id = gone.id and not own`,
    values,
  );
  // It was this giver's before, and they opened the item again since.
  await sql.query(
    `update feedback_answer_item i set at = null, passed_from = null from ${gone}
     where i.answer_id = gone.answer_id and i.feedback_id = gone.id`,
    values,
  );
  const asked = await sql.query(
    `delete from credit using ${gone}
     where credit.answer_id = gone.answer_id and credit.feedback_id = gone.id and named is null
     returning credit.feedback_id`,
    values,
  );
  await sql.query(
    `delete from notice using ${gone}
     where notice.subject = gone.answer_id::text and notice.feedback_id = gone.id`,
    values,
  );
  if (asked.length > 0) await touchLibrary(sql);
}
