import type { Sql } from "../store/store.ts";

/**
 * Of several items that were merged the main one goes: the earliest of the others takes its place, with its state and
 * its answers, so that nobody's feedback goes with another's. Call it while the main one still has them.
 * @returns which one took its place, to be settled
 */
export async function passOn(sql: Sql, mainId: string, now: Date): Promise<string | undefined> {
  const [heir] = await sql.query<{ id: string }>(
    `select id from feedback where merged_into = $1 order by taken_back_at is not null, received_at, id limit 1 for update`,
    [mainId],
  );
  if (!heir) return undefined;
  await sql.query(
    `update feedback heir set merged_into = null, status = main.status, status_reason = main.status_reason,
       planned_for = main.planned_for, assignee_id = main.assignee_id,
       revision = heir.revision + 1, changed_at = $3
     from feedback main where heir.id = $2 and main.id = $1`,
    [mainId, heir.id, now],
  );
  await sql.query(
    `insert into feedback_answer_item as heir (answer_id, feedback_id, at)
     select answer_id, $2, at from feedback_answer_item where feedback_id = $1
     on conflict (answer_id, feedback_id) do update set
       at = coalesce(heir.at, excluded.at), passed_from = null, own = true`,
    [mainId, heir.id],
  );
  await sql.query(
    "update feedback set merged_into = $2, revision = revision + 1, changed_at = $3 where merged_into = $1 and id <> $2",
    [mainId, heir.id, now],
  );
  await sql.query("update feedback_answer_item set passed_from = $2 where passed_from = $1", [
    mainId,
    heir.id,
  ]);
  // Merges of it can be taken back still.
  await sql.query("update feedback_change set into_id = $2 where into_id = $1 and undone_at is null", [
    mainId,
    heir.id,
  ]);
  return heir.id;
}
