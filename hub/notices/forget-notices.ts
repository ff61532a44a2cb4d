import type { Sql } from "../store/store.ts";

const KEPT_MS = 90 * 24 * 3_600_000;

/** What was told three months ago is told no more: the feedback itself has all of it. */
export async function forgetNotices(sql: Sql, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS);
  await sql.query("delete from notice where at < $1", [before]);
  await sql.query("delete from digest where at < $1", [before]);
}
