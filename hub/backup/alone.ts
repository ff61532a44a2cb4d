import { StoreRefused } from "../store/errors.ts";
import { HUB_PROGRAM } from "../store/postgres.ts";
import type { Script, Sql, Store } from "../store/store.ts";
import { quoted } from "./catalogue.ts";

/** Longer than any statement of a hub takes that is just ending; SQLSTATE 55P03 after that. */
const LOCK_WITHIN = "10s";

/**
 * Takes tables for this transaction alone, so that nothing can be written to them, and be lost, while others are made
 * that take their place: whoever tries waits until it is over.
 */
export async function holdAlone(sql: Script, tables: readonly string[]): Promise<void> {
  if (tables.length === 0) return;
  const names = tables.map(quoted).join(", ");
  await sql.script(`set local lock_timeout = '${LOCK_WITHIN}'; lock table ${names} in access exclusive mode`);
}

/**
 * Looks who is connected; the embedded database's folder is locked instead.
 * @throws StoreRefused while a hub is
 */
export async function refuseWhileInUse(engine: Store["engine"], sql: Sql): Promise<void> {
  if (engine === "pglite") return;
  // Else a second look in the same transaction is told what the first one was.
  await sql.query("select pg_stat_clear_snapshot()");
  const [row] = await sql.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and application_name = $1 and pid <> pg_backend_pid()`,
    [HUB_PROGRAM],
  );
  if (row && row.count > 0) {
    throw new StoreRefused(
      "A hub is connected to this database. Nothing was changed. Stop every hub that uses it, wait a few seconds, and import again.",
    );
  }
}
