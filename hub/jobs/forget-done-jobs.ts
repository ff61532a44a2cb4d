import type { Sql } from "../store/store.ts";

const KEPT_MS = 30 * 24 * 3_600_000;

/** What is done is kept for a month, so that the same work is not queued again meanwhile. */
export async function forgetDoneJobs(sql: Sql, now: Date): Promise<void> {
  await sql.query("delete from job where done_at < $1", [new Date(now.getTime() - KEPT_MS)]);
}
