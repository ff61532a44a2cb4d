import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";

/** A batch writes in its first statement, which is bounded: who has not written for so long only reads. */
const WRITES_WITHIN = "interval '1 minute'";
/** Ours are bounded; for a stranger's that is left open, the look through all tables has to do. */
const PATIENCE = "interval '10 minutes'";

/**
 * How many transactions of this PostgreSQL database that began before an instant may still write what they read
 * then.
 * @param since ISO 8601, by the database's clock
 */
export async function transactionsBefore(hub: Hub, sql: Sql, since: string): Promise<number> {
  const [row] = await sql.query<{ count: number; patient: boolean }>(
    `select count(*)::int as count, clock_timestamp() < $1::timestamptz + ${PATIENCE} as patient
     from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
       and xact_start < $1::timestamptz
       and (backend_xid is not null or clock_timestamp() < $1::timestamptz + ${WRITES_WITHIN})`,
    [since],
  );
  if (!row || row.count === 0 || row.patient) return row?.count ?? 0;
  hub.log.warn({ transactions: row.count }, "an erasure goes on beside transactions that do not end");
  return 0;
}
