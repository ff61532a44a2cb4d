import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { noteAnswers } from "./note-answers.ts";
import { passOnAnswers } from "./pass-on-answers.ts";
import { workingHours } from "./rules/working-time.ts";

/**
 * Makes what follows from merges and answers true again of these items, and of all that is one with them. Every write
 * that merges, parts, answers, opens again or takes back calls it last; whatever order they come in, it holds that
 *
 * - an item that stands is a main one, or a part of a main one that stands: never of a part;
 * - it is "merged" if, and only if, it is a part;
 * - it is answered if, and only if, an answer to it stands, from the first of them on;
 * - of an answered item each part has heard an answer;
 * - a main one is due when the earliest of those is that wait in it.
 */
export async function settle(
  hub: Pick<Hub, "settings">,
  sql: Sql,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  const group = await lockGroup(sql, ids);
  await rehang(sql, group, now);
  await countAnswers(hub, sql, group);
  if (await passOnAnswers(sql, group, now)) await countAnswers(hub, sql, group);
  await countDue(sql, group);
  await noteAnswers(sql, group);
}

/** These, what they are parts of, and what is a part of either or with them. */
async function lockGroup(sql: Sql, ids: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `with recursive up as (
       select id, merged_into from feedback where id = any($1::uuid[])
       union
       select main.id, main.merged_into from up join feedback main on main.id = up.merged_into
     )
     select id from feedback where id in (
       select id from up union select part.id from up join feedback part on part.merged_into = up.id)
     order by id for update`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** A part hangs on a main item that stands, else it stands by itself, in the state that it had before it was merged. */
async function rehang(sql: Sql, group: readonly string[], now: Date): Promise<void> {
  await sql.query(
    `with recursive up as (
       select id, merged_into as above, 1 as steps from feedback where id = any($1::uuid[]) and merged_into is not null
       union all
       select up.id, main.merged_into, up.steps + 1 from up join feedback main on main.id = up.above
       where main.merged_into is not null and up.steps < 100
     ), top as (
       select distinct on (up.id) up.id, case when main.taken_back_at is null and main.merged_into is null
         then main.id end as main_id
       from up join feedback main on main.id = up.above order by up.id, up.steps desc
     )
     update feedback f set merged_into = top.main_id, revision = revision + 1, changed_at = $2
     from top where f.id = top.id and f.taken_back_at is null and f.merged_into is distinct from top.main_id`,
    [group, now],
  );
  await sql.query(
    `update feedback f set revision = revision + 1, changed_at = $2,
       status = case when f.merged_into is not null then 'merged' else coalesce((
         select item.before ->> 'status' from feedback_change_item item
         where item.feedback_id = f.id and item.before ->> 'status' <> 'merged'
         order by item.revision desc limit 1), 'new') end
     where id = any($1::uuid[]) and (status = 'merged') <> (merged_into is not null)`,
    [group, now],
  );
}

/** The first answer that stands stops the clock; without one it runs. */
async function countAnswers(hub: Pick<Hub, "settings">, sql: Sql, group: readonly string[]): Promise<void> {
  const rows = await sql.query<{ id: string; owed_at: Date | null; answered_at: Date | null }>(
    `select * from (
       select f.id, f.owed_at, f.answered_at as before, (
         select min(i.at) from feedback_answer_item i
         join feedback_answer a on a.id = i.answer_id and a.undone_at is null
         where i.feedback_id = f.id) as answered_at
       from feedback f where f.id = any($1::uuid[])
     ) said where answered_at is distinct from before order by id`,
    [group],
  );
  if (rows.length === 0) return;
  const hours = rows.map(({ owed_at, answered_at }) =>
    owed_at === null || answered_at === null
      ? null
      : workingHours(owed_at, answered_at, hub.settings.timeZone),
  );
  await sql.query(
    `update feedback f set answered_at = said.at, answer_hours = said.hours
     from unnest($1::uuid[], $2::timestamptz[], $3::double precision[]) as said (id, at, hours) where f.id = said.id`,
    [rows.map(({ id }) => id), rows.map(({ answered_at }) => answered_at?.toISOString() ?? null), hours],
  );
}

async function countDue(sql: Sql, group: readonly string[]): Promise<void> {
  await sql.query(
    `update feedback f set due_at = due.at
     from (
       select main.id, least(main.own_due_at, (
         select min(part.own_due_at) from feedback part
         where part.merged_into = main.id and part.taken_back_at is null
           and part.answered_at is null and main.answered_at is null)) as at
       from feedback main where main.id = any($1::uuid[])
     ) due where f.id = due.id and f.due_at is distinct from due.at`,
    [group],
  );
}
