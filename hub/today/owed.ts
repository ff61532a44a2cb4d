import { isOwedBy } from "../feedback/owed.ts";
import type { Sql } from "../store/store.ts";

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
