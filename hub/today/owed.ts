import { OPEN_STATUSES } from "../feedback/listed.ts";
import { isVisible } from "../feedback/visible.ts";
import type { Sql } from "../store/store.ts";

/**
 * SQL: `feedback f` that an answer is owed for, by this member: assigned to them, or to nobody and about what they own,
 * or what nobody owns who may come in.
 * @param member and now as they stand in the statement, such as `$1` and `$2`
 */
export const isOwedBy = (member: string, now: string): string => `
  f.due_at is not null and f.answered_at is null and f.status in ${OPEN_STATUSES} and ${isVisible(now)}
  and (f.assignee_id = ${member}::uuid or (f.assignee_id is null and not exists (
    select 1 from member owner
    where owner.id = coalesce((select owner_id from claim where id = f.claim_id), (select owner_id from asset where id = f.asset_id))
      and owner.id <> ${member}::uuid and owner.deactivated_at is null)))`;

/** How many answers of a member's are late, and how many more fall due until then. */
export async function readDueSoon(
  sql: Sql,
  memberId: string,
  now: Date,
  until: Date,
): Promise<{ soon: number; late: number }> {
  const [row] = await sql.query<{ soon: number; late: number }>(
    `select (count(*) filter (where f.due_at > $2))::int as soon, (count(*) filter (where f.due_at <= $2))::int as late
     from feedback f where f.taken_back_at is null and f.due_at <= $3 and ${isOwedBy("$1", "$2")}`,
    [memberId, now, until],
  );
  return row ?? { soon: 0, late: 0 };
}
