import type { Status } from "../../lib/contract/hub.ts";
import type { Sql } from "../store/store.ts";

/** Figures that only the database knows, counted when somebody asks. */
export type StoreFigures = Pick<Status, "migration" | "jobs" | "aside" | "lastExportAt">;

interface Row {
  migration: number;
  waiting: number;
  failed: number;
  oldest_due_at: Date | null;
  rejected: number;
  conflicting: number;
  last_export_at: string | null;
}

/** The key in `setting` under which the last export is remembered. */
export const LAST_EXPORT = "last_export";

/** Counts what waits and what was set aside. A job at work is due until it is done: a step that never ends shows. */
export async function readFigures(sql: Sql): Promise<StoreFigures> {
  const [row] = await sql.query<Row>(
    `select
       (select max(number) from migration) as migration,
       (select count(*)::int from job where done_at is null and failed_at is null) as waiting,
       (select count(*)::int from job where failed_at is not null) as failed,
       (select min(run_at) from job where done_at is null and failed_at is null and run_at <= now()) as oldest_due_at,
       (select count(*)::int from rejected_event) as rejected,
       (select count(*)::int from conflicting_event) as conflicting,
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
    aside: { rejected: row.rejected, conflicting: row.conflicting },
    lastExportAt: row.last_export_at,
  };
}
