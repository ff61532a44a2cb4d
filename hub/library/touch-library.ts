import type { Sql } from "../store/store.ts";

/**
 * Says that the library changed: every hub reads it anew with its next question. Call it in the writing transaction,
 * as its last statement, since others who write wait here until this one is committed.
 */
export async function touchLibrary(sql: Sql): Promise<void> {
  await sql.query(
    "insert into library (stamp) values (1) on conflict (only_row) do update set stamp = library.stamp + 1",
  );
}
