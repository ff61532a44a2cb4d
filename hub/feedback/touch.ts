import type { Sql } from "../store/store.ts";

/**
 * Says that feedback changed: open inboxes read anew. Call it in the writing transaction, as its last statement,
 * since others who write wait here until this one is committed.
 */
export async function touchFeedback(sql: Sql): Promise<void> {
  await sql.query(
    "insert into feedback_stamp (stamp) values (1) on conflict (only_row) do update set stamp = feedback_stamp.stamp + 1",
  );
}
