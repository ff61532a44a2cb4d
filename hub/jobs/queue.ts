import type { Sql } from "../store/store.ts";

/** Work to be done once this transaction is committed. */
export interface NewJob {
  kind: string;
  /** The same work, queued again, is queued once. */
  key: string;
  payload?: Readonly<Record<string, unknown>>;
  /** Not before; at once if absent. */
  runAt?: Date;
}

/** Queues work in the transaction that causes it: both happen or neither. */
export async function enqueue(sql: Sql, { kind, key, payload = {}, runAt }: NewJob): Promise<void> {
  await sql.query(
    `insert into job (kind, key, payload, run_at) values ($1, $2, $3::jsonb, coalesce($4, now()))
     on conflict (kind, key) do nothing`,
    [kind, key, JSON.stringify(payload), runAt ?? null],
  );
}
