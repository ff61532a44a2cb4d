import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";

/**
 * How long before a look-up something may have been received that no query could read yet: longer than any
 * transaction, and than the clocks of two hubs differ.
 */
export const MARGIN_MS = 2 * 60_000;

interface SeenRow {
  at: Date;
  count: number;
}

const UNSEEN = `
  select seen.at, (
    select coalesce(sum(fresh.count), 0)::int
    from unnest($3::bigint[]) as bearer (id)
    cross join lateral (
      select count(*) as count from touchpoint
      where identity_id = bearer.id and not passive
        and received_at > seen.at - $4 * interval '1 millisecond'
        and not pg_visible_in_snapshot(tx, seen.snapshot)
        and id <> all(seen.shown_ids)
    ) fresh
  ) as count
  from seen where member_id = $1 and record = $2`;

/**
 * When a member last saw a record, and how many active touchpoints came since; undefined for never. What was
 * there when they looked is not new, even where the answer had no room for it.
 */
export async function readUnseen(
  sql: Sql,
  memberId: string,
  record: string,
  identities: readonly number[],
): Promise<{ since: Date; count: number } | undefined> {
  const [row] = await sql.query<SeenRow>(UNSEEN, [memberId, record, identities, MARGIN_MS]);
  return row && { since: row.at, count: row.count };
}

/** Active touchpoints of these identities in all: what is new to who never looked. */
export async function countActive(sql: Sql, identities: readonly number[]): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `select coalesce(sum(count), 0)::int as count from touchpoint_week
     where identity_id = any($1::bigint[]) and not passive`,
    [identities],
  );
  return row?.count ?? 0;
}

/**
 * What can be read by now, as the database writes it: take it before the answer that it is to stand for. And, so that
 * nobody waits for these alone, the stamp of the library, and whether there is feedback of this member's.
 */
export async function readSnapshot(
  sql: Sql,
  memberId: string,
): Promise<{ snapshot: string; stamp: number; gaveFeedback: boolean }> {
  const [row] = await sql.query<{ snapshot: string; stamp: number | null; gave_feedback: boolean }>(
    `select pg_current_snapshot()::text as snapshot, (select stamp from library) as stamp,
       exists (select 1 from feedback where member_id = $1 and taken_back_at is null) as gave_feedback`,
    [memberId],
  );
  return { snapshot: row?.snapshot ?? "", stamp: row?.stamp ?? 0, gaveFeedback: row?.gave_feedback ?? false };
}

/**
 * Keeps that a member saw the answer of a look-up: the newest of theirs that showed this touchpoint. Said
 * again, or late, it changes nothing: it never goes back.
 * @param newest the touchpoint, newest by receipt, that was on screen; null where there was none
 * @returns since when what comes is new
 * @throws ApiError not_found when no look-up of theirs showed it
 */
export async function markSeen(
  sql: Sql,
  memberId: string,
  record: string,
  newest: number | null,
): Promise<Date> {
  const [row] = await sql.query<{ at: Date }>(
    `insert into seen (member_id, record, look_up_id, at, snapshot, shown_ids)
     select member_id, record, id, at, snapshot, recent_ids from look_up
     where member_id = $1 and record = $2
       and case when $3::bigint is null then recent_ids = '{}' else recent_ids @> array[$3::bigint] end
     order by id desc limit 1
     on conflict (member_id, record) do update set
       look_up_id = greatest(seen.look_up_id, excluded.look_up_id),
       at = case when excluded.look_up_id > seen.look_up_id then excluded.at else seen.at end,
       snapshot = case when excluded.look_up_id > seen.look_up_id then excluded.snapshot else seen.snapshot end,
       shown_ids = case when excluded.look_up_id > seen.look_up_id then excluded.shown_ids else seen.shown_ids end
     returning at`,
    [memberId, record, newest],
  );
  if (row) return row.at;
  throw new ApiError("not_found", "No look-up of yours showed this. Open the record again.");
}
