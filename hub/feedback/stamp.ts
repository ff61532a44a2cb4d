import type { Sql } from "../store/store.ts";

/** SQL: what changes with every write, and when an item becomes visible by time; `now` is a parameter such as `$1`. */
export const stampSql = (now: string): string => `
  coalesce((select stamp from feedback_stamp), 0) || '.' || coalesce((
    select (extract(epoch from visible_at) * 1000)::bigint from feedback
    where visible_at <= ${now}::timestamptz order by visible_at desc limit 1), 0)`;

/** As of which state of the inbox something is. Read it before what it is kept with, so that nothing newer is missed. */
export async function readStamp(sql: Sql, now: Date): Promise<string> {
  const [row] = await sql.query<{ stamp: string }>(`select ${stampSql("$1")} as stamp`, [now]);
  if (!row) throw new Error("The database gave no stamp");
  return row.stamp;
}
