import type { Sql } from "../store/store.ts";
import { readStanding } from "./merge-tree.ts";

/** So many of a person's names are asked what they are called, those that were heard of first. */
const CONSIDERED = 50;

// Lateral rows with a limit, so that indexes are used: see identity-state.
const CALLED = `
  with own as materialized (
    select p.id as person_id, i.id, i.kind, i.shown
    from unnest($1::uuid[], $2::uuid[]) as p (id, standing) cross join lateral (
      (select identity_id from identity_link
       where person_id = p.id and ended_at is null and home_person_id is null and not shared
       order by identity_id limit ${CONSIDERED})
      union
      (select identity_id from identity_link
       where person_id = p.id and ended_at is not null and home_person_id is null and not shared
       order by identity_id limit ${CONSIDERED})
      union
      (select identity_id from identity_link
       where person_id = p.standing and ended_at is null and home_person_id = p.id and not shared
       order by identity_id limit ${CONSIDERED})
    ) l cross join lateral (select id, kind, shown from identity where id = l.identity_id limit 1) i
  )
  select p.id, coalesce(
    (select f.value from own cross join lateral (
       select value, at, id from fact where identity_id = own.id and key = 'name' order by at desc, id desc limit 1
     ) f where own.person_id = p.id order by f.at desc, f.id desc limit 1),
    (select shown from own where own.person_id = p.id
     order by array_position(array['email', 'crm_record', 'user_id', 'anonymous_id'], kind), own.id limit 1)) as name
  from unnest($1::uuid[]) as p (id)`;

/**
 * What persons are called by names that are theirs without any merge: their name, else an address or an id. So
 * two who are one now are told apart.
 * @returns by id; absent where nothing is known
 */
export async function readCalled(sql: Sql, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const distinct = [...new Set(ids)];
  const standing = await readStanding(sql, distinct);
  const rows = await sql.query<{ id: string; name: string | null }>(CALLED, [
    distinct,
    distinct.map((id) => standing.get(id) ?? null),
  ]);
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));
}
