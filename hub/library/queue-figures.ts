import { enqueue } from "../jobs/queue.ts";
import type { Sql } from "../store/store.ts";

export const FIGURES = "content_figures";

/** Has it counted anew whom each asset and talking point fits, and what became of its readers. The same `key` is queued once. */
export async function queueFigures(sql: Sql, key: string): Promise<void> {
  await enqueue(sql, { kind: FIGURES, key });
}

/** Once an hour, for what changed by itself: people, their history, and time. */
export async function queueHourlyFigures(sql: Sql, now: Date): Promise<void> {
  const [counted] = await sql.query(
    `select 1 where exists (select 1 from guidance where replaced_at is null)
       or exists (select 1 from claim_version)`,
  );
  if (counted) await queueFigures(sql, now.toISOString().slice(0, 13));
}
