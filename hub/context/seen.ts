import { ApiError } from "../http/api-error.ts";
import { readBearers } from "../people/read-person.ts";
import type { Sql } from "../store/store.ts";

/**
 * Rows commit in another order than they are received in. So what was received this long before the
 * newest row that was shown is new all the same, unless it was shown itself.
 */
export const MARGIN_MS = 2 * 60_000;

interface SeenRow {
  at: Date;
  count: number;
}

const UNSEEN = `
  select seen.at, (
    select coalesce(sum(after.count + beside.count), 0)::int
    from unnest($3::bigint[]) as bearer (id)
    cross join lateral (
      select count(*) as count from touchpoint
      where identity_id = bearer.id and not passive and received_at > seen.newest_received_at
    ) after
    cross join lateral (
      select count(*) as count from touchpoint
      where identity_id = bearer.id and not passive
        and received_at <= seen.newest_received_at
        and received_at > seen.newest_received_at - $4 * interval '1 millisecond'
        and id <> all(seen.shown_ids)
    ) beside
  ) as count
  from seen where member_id = $1 and record = $2`;

/** When a member last saw a record, and how many active touchpoints came since; undefined for never. */
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

/** Of an answer's rows, those that a later "seen" must name: received shortly before the newest of them. */
export function recentIds(rows: readonly { id: number; received_at: Date }[]): number[] {
  const newest = Math.max(...rows.map((row) => row.received_at.getTime()));
  return rows.filter((row) => row.received_at.getTime() > newest - MARGIN_MS).map((row) => row.id);
}

export interface Look {
  memberId: string;
  record: string;
  now: Date;
}

/**
 * Keeps that a member saw a record up to this touchpoint. Said again, or late, it changes nothing: it
 * never goes back.
 * @returns since when what comes is new
 * @throws ApiError not_found when there is no such touchpoint
 */
export async function markSeen(sql: Sql, look: Look, touchpointId: number): Promise<Date> {
  const [newest] = await sql.query<{ identity_id: number; received_at: Date }>(
    "select identity_id, received_at from touchpoint where id = $1",
    [touchpointId],
  );
  if (!newest) throw new ApiError("not_found", "There is no such touchpoint (any more).");
  const [answer] = await sql.query<{ at: Date; recent_ids: number[] }>(
    `select at, recent_ids from look_up
     where member_id = $1 and record = $2 and recent_ids @> array[$3::bigint] order by at desc limit 1`,
    [look.memberId, look.record, touchpointId],
  );
  const shown = answer?.recent_ids ?? (await receivedBeside(sql, newest));
  return keep(sql, { ...look, now: answer?.at ?? look.now }, newest.received_at, shown);
}

/** Keeps that a member saw a record of which nothing was known; what is there by now was not shown. */
export async function markSeenEmpty(sql: Sql, look: Look): Promise<Date> {
  return keep(sql, look, look.now, []);
}

/** Without the answer that showed it, what lies in the margin by now counts as shown. */
async function receivedBeside(
  sql: Sql,
  newest: { identity_id: number; received_at: Date },
): Promise<number[]> {
  const [link] = await sql.query<{ person_id: string }>(
    "select person_id from identity_link where identity_id = $1 and ended_at is null order by shared limit 1",
    [newest.identity_id],
  );
  const bearers = link ? await readBearers(sql, link.person_id) : [];
  const rows = await sql.query<{ id: number }>(
    `select id from touchpoint
     where identity_id = any($1::bigint[]) and not passive
       and received_at > $2::timestamptz - $3 * interval '1 millisecond' and received_at <= $2`,
    [[...bearers.map(({ id }) => id), newest.identity_id], newest.received_at, MARGIN_MS],
  );
  return rows.map((row) => row.id);
}

async function keep(sql: Sql, look: Look, newestReceivedAt: Date, shown: readonly number[]): Promise<Date> {
  const [row] = await sql.query<{ at: Date }>(
    `insert into seen (member_id, record, newest_received_at, shown_ids, at) values ($1, $2, $3, $4, $5)
     on conflict (member_id, record) do update set
       newest_received_at = greatest(seen.newest_received_at, excluded.newest_received_at),
       shown_ids = case
         when seen.newest_received_at > excluded.newest_received_at then seen.shown_ids
         when seen.newest_received_at < excluded.newest_received_at - $6 * interval '1 millisecond' then excluded.shown_ids
         else array(select distinct unnest(seen.shown_ids || excluded.shown_ids)) end,
       at = greatest(seen.at, excluded.at)
     returning at`,
    [look.memberId, look.record, newestReceivedAt, shown, look.now, MARGIN_MS],
  );
  return row?.at ?? look.now;
}
