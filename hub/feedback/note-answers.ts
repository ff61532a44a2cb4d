import type { Sql } from "../store/store.ts";

/**
 * Keeps beside items, and beside what was merged into them, when their givers could read the first and the newest
 * answer: a look-up counts the answers of one rep's thousands of items. Call it after every write that gives or takes
 * answers, merges or parts.
 */
export async function noteAnswers(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql.query(
    `update feedback f set first_answer_at = a.first, newest_answer_at = a.newest
     from (
       select item.id, min(said.visible_at) as first, max(said.visible_at) as newest
       from (
         select id, merged_into from feedback where id = any($1::uuid[])
         union select id, merged_into from feedback where merged_into = any($1::uuid[])
       ) item
       left join lateral (
         select a.visible_at from feedback_answer_item i
         join feedback_answer a on a.id = i.answer_id and a.undone_at is null
         where i.feedback_id in (item.id, item.merged_into)
       ) said on true
       group by item.id
     ) a
     where f.id = a.id
       and (f.first_answer_at is distinct from a.first or f.newest_answer_at is distinct from a.newest)`,
    [ids],
  );
}
