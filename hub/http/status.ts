import type { Status } from "../../lib/contract/hub.ts";
import type { Sql } from "../store/store.ts";

/** Figures that only the database knows, counted when somebody asks. */
export type StoreFigures = Pick<Status, "migration" | "jobs" | "aside" | "lastExportAt">;

interface Row {
  migration: number;
  waiting: number;
  failed: number;
  oldest_due_at: Date | null;
  last_export_at: string | null;
}

/** How many events stand aside, by kind. */
export type AsideCounts = Status["aside"];

/** The key in `setting` under which the last export is remembered. */
export const LAST_EXPORT = "last_export";

/** Counts every event that stands aside, which reads all of an index: slow where there are millions. */
export async function countAside(sql: Sql): Promise<AsideCounts> {
  const [row] = await sql.query<AsideCounts>(
    `select (select count(*)::int from rejected_event) as rejected,
       (select count(*)::int from conflicting_event) as conflicting`,
  );
  if (!row) throw new Error("The database did not count");
  return row;
}

/**
 * Counts what waits and what was set aside. A job at work is due until it is done: a step that never ends shows.
 * @param aside where these were counted a moment ago
 */
export async function readFigures(sql: Sql, aside?: AsideCounts): Promise<StoreFigures> {
  const [row] = await sql.query<Row>(
    `select
       (select max(number) from migration) as migration,
       (select count(*)::int from job where done_at is null and failed_at is null) as waiting,
       (select count(*)::int from job where failed_at is not null) as failed,
       (select min(run_at) from job where done_at is null and failed_at is null and run_at <= now()) as oldest_due_at,
       (select value ->> 'at' from setting where key = $1) as last_export_at`,
    [LAST_EXPORT],
  );
  if (!row) throw new Error("The database did not count");
  return {
    migration: row.migration,
    jobs: {
      waiting: row.waiting,
      failed: row.failed,
      oldestDueAt: row.oldest_due_at?.toISOString() ?? null,
    },
    aside: aside ?? (await countAside(sql)),
    lastExportAt: row.last_export_at,
  };
}
