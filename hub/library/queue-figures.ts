import { enqueue } from "../jobs/queue.ts";
import type { Sql } from "../store/store.ts";

export const FIGURES = "content_figures";

/** Has it counted anew whom each asset fits, and what became of its readers. The same `key` is queued once. */
export async function queueFigures(sql: Sql, key: string): Promise<void> {
  await enqueue(sql, { kind: FIGURES, key });
}

/** Once an hour, for what changed by itself: people, their history, and time. */
export async function queueHourlyFigures(sql: Sql, now: Date): Promise<void> {
  const [guided] = await sql.query("select 1 from guidance where replaced_at is null limit 1");
  if (guided) await queueFigures(sql, now.toISOString().slice(0, 13));
}
