import type { Sql } from "../store/store.ts";
import type { MergeRow } from "./write-merges.ts";

/** Two identities of two persons that were named as one person's, as it is written. */
export interface ConflictRow {
  sides: { identity: number; person: string }[];
  why: string;
  event: number | null;
  import: string | null;
  /** An admin said before that they are two. */
  settled: boolean;
}

/**
 * Keeps conflicts: each is one row, however often it is said. One that a merge had settled is said of two
 * again, so it is open again.
 */
export async function writeConflicts(sql: Sql, conflicts: readonly ConflictRow[]): Promise<void> {
  if (conflicts.length === 0) return;
  const rows = new Map<string, ConflictRow & { count: number }>();
  for (const conflict of conflicts) {
    const sides = conflict.sides.toSorted((a, b) => a.identity - b.identity);
    const key = sides.map(({ identity }) => identity).join(" ");
    const known = rows.get(key);
    if (known) known.count += 1;
    else rows.set(key, { ...conflict, sides, count: 1 });
  }
  const sorted = [...rows.values()].sort((one, other) => {
    const [a, b] = [one, other].map(({ sides }) => sides.map(({ identity }) => identity));
    return (a?.[0] ?? 0) - (b?.[0] ?? 0) || (a?.[1] ?? 0) - (b?.[1] ?? 0);
  });
  await sql.query(
    `insert into identity_conflict
       (identity_a, identity_b, person_a, person_b, why, event_id, import_id, count, resolved_at, resolution)
     select a, b, person_a, person_b, why, event, import, count, case when settled then now() end,
       case when settled then 'kept_apart' end
     from unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::uuid[], $5::text[], $6::bigint[], $7::uuid[], $8::int[],
         $9::boolean[])
       as conflict (a, b, person_a, person_b, why, event, import, count, settled)
     on conflict (identity_a, identity_b) do update set
       count = identity_conflict.count + excluded.count,
       resolved_at = case when identity_conflict.resolution = 'merged' then excluded.resolved_at
         else identity_conflict.resolved_at end,
       resolution = case when identity_conflict.resolution = 'merged' then excluded.resolution
         else identity_conflict.resolution end`,
    [
      sorted.map(({ sides }) => sides[0]?.identity),
      sorted.map(({ sides }) => sides[1]?.identity),
      sorted.map(({ sides }) => sides[0]?.person),
      sorted.map(({ sides }) => sides[1]?.person),
      sorted.map((row) => row.why),
      sorted.map((row) => row.event),
      sorted.map((row) => row.import),
      sorted.map((row) => row.count),
      sorted.map((row) => row.settled),
    ],
  );
}

// Whose a conflict's two names are now. Lateral with a limit, so that indexes are used: see identity-state.
const SIDES = `
  left join lateral (
    select person_id from identity_link where identity_id = c.identity_a and ended_at is null and not shared limit 1
  ) a on true
  left join lateral (
    select person_id from identity_link where identity_id = c.identity_b and ended_at is null and not shared limit 1
  ) b on true`;
/** Conflicts in which an identity was moved here by a merge, or its undoing. */
const TOUCHED = `
  with moved as (
    select identity_id, merge_id from identity_link
    where person_id = any($1::uuid[]) and ended_at is null and not shared and merge_id = any($2::uuid[])
  ), touched as (
    select c.id, moved.merge_id from moved cross join lateral (
      select id from identity_conflict where identity_a = moved.identity_id
      union all
      select id from identity_conflict where identity_b = moved.identity_id
    ) c
  )`;

/** Conflicts between two who became one are settled. */
export async function settleConflicts(sql: Sql, merges: readonly MergeRow[]): Promise<void> {
  if (merges.length === 0) return;
  await sql.query(
    `${TOUCHED}
     update identity_conflict set resolved_at = now(), resolution = 'merged', merge_id = touched.merge_id
     from touched, (
       select c.id from identity_conflict c ${SIDES}
       where c.id in (select id from touched) and a.person_id = b.person_id
     ) settled
     where identity_conflict.id = settled.id and touched.id = settled.id
       and identity_conflict.resolution is distinct from 'merged'`,
    [merges.map(({ standing }) => standing), merges.map(({ id }) => id)],
  );
}

/**
 * After a merge was undone: conflicts that it had settled are settled the other way, for an admin said that they
 * are two; others that were one because of it are open again.
 */
export async function reopenConflicts(sql: Sql, person: string, merge: string): Promise<void> {
  await sql.query(
    `${TOUCHED}
     update identity_conflict set
       resolution = case when identity_conflict.merge_id = any($2::uuid[]) then 'kept_apart' end,
       resolved_at = case when identity_conflict.merge_id = any($2::uuid[]) then now() end
     from (
       select c.id from identity_conflict c ${SIDES}
       where c.id in (select id from touched) and a.person_id <> b.person_id
     ) parted
     where identity_conflict.id = parted.id and identity_conflict.resolution = 'merged'`,
    [[person], [merge]],
  );
}

/** Whose the two names of a conflict are now, as far as they are anybody's; undefined for an unknown conflict. */
export async function readOwners(sql: Sql, conflictId: number): Promise<string[] | undefined> {
  const [row] = await sql.query<{ a: string | null; b: string | null }>(
    `select a.person_id as a, b.person_id as b from identity_conflict c ${SIDES} where c.id = $1`,
    [conflictId],
  );
  return row && [row.a, row.b].filter((person) => person !== null);
}

/** A conflict is settled, with all that are between the same two persons: they are two. */
export async function settleApart(sql: Sql, conflictId: number): Promise<void> {
  await sql.query(
    `with given as (
       select c.id, a.person_id as one, b.person_id as other from identity_conflict c ${SIDES} where c.id = $1
     ), near as (
       select c.* from given cross join lateral (
         select identity_id from identity_link where person_id = given.one and ended_at is null and not shared
       ) own cross join lateral (
         select * from identity_conflict where identity_a = own.identity_id
         union all
         select * from identity_conflict where identity_b = own.identity_id
       ) c
     ), alike as (
       select c.id from given, near c ${SIDES}
       where a.person_id = given.other or b.person_id = given.other
       union
       select id from given
     )
     update identity_conflict set resolved_at = now(), resolution = 'kept_apart'
     where id in (select id from alike) and resolved_at is null`,
    [conflictId],
  );
}
