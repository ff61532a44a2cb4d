import type { Sql } from "../store/store.ts";

const KEPT_MS = 90 * 24 * 3_600_000;

/** Who looked up whom is kept for the admin for 90 days, no longer. */
export async function pruneLookUps(sql: Sql, now: Date): Promise<void> {
  await sql.query("delete from look_up where at < $1", [new Date(now.getTime() - KEPT_MS)]);
}
