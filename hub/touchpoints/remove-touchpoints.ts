import type { Sql } from "../store/store.ts";
import { weekOf } from "./week.ts";

/**
 * Deletes touchpoints and lowers the weekly counts by them, as if they had never been counted.
 * @param timeZone in which weeks begin
 * @returns how many there were
 */
export async function removeTouchpoints(sql: Sql, ids: readonly number[], timeZone: string): Promise<number> {
  if (ids.length === 0) return 0;
  const gone = await sql.query<{ identity_id: number; at: Date; kind: string; passive: boolean }>(
    `with picked as (select id from touchpoint where id = any($1::bigint[]) order by id for update)
     delete from touchpoint where id in (select id from picked) returning identity_id, at, kind, passive`,
    [ids],
  );
  if (gone.length === 0) return 0;
  const weeks = new Map<
    string,
    { identity: number; week: string; kind: string; passive: boolean; count: number }
  >();
  for (const { identity_id: identity, at, kind, passive } of gone) {
    const week = weekOf(at, timeZone);
    const key = `${identity} ${week} ${kind} ${passive}`;
    const known = weeks.get(key);
    if (known) known.count += 1;
    else weeks.set(key, { identity, week, kind, passive, count: 1 });
  }
  const rows = [...weeks.values()];
  const values = [
    rows.map((row) => row.identity),
    rows.map((row) => row.week),
    rows.map((row) => row.kind),
    rows.map((row) => row.passive),
    rows.map((row) => row.count),
  ];
  // In the order in which ingestion counts, so that neither waits for the other in a circle.
  await sql.query(
    `select 1 from touchpoint_week w
     join unnest($1::bigint[], $2::date[], $3::text[], $4::boolean[]) as gone (identity_id, week, kind, passive)
       using (identity_id, week, kind, passive)
     order by w.identity_id, w.week, w.kind, w.passive for update of w`,
    values.slice(0, 4),
  );
  await sql.query(
    `update touchpoint_week w set count = w.count - gone.count
     from unnest($1::bigint[], $2::date[], $3::text[], $4::boolean[], $5::int[])
       as gone (identity_id, week, kind, passive, count)
     where w.identity_id = gone.identity_id and w.week = gone.week and w.kind = gone.kind and w.passive = gone.passive`,
    values,
  );
  await sql.query(
    `delete from touchpoint_week w
     using unnest($1::bigint[], $2::date[], $3::text[], $4::boolean[]) as gone (identity_id, week, kind, passive)
     where w.identity_id = gone.identity_id and w.week = gone.week and w.kind = gone.kind and w.passive = gone.passive
       and w.count <= 0`,
    values.slice(0, 4),
  );
  return gone.length;
}
