import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { workingHours } from "./rules/working-time.ts";

/** Notes that items are answered: the first written answer stops the clock, and each is new to its giver. */
export async function stopClock(
  hub: Pick<Hub, "settings">,
  sql: Sql,
  items: readonly { id: string; owed_at: Date | null }[],
  now: Date,
): Promise<void> {
  const hours = items.map(({ owed_at }) =>
    owed_at === null ? null : workingHours(owed_at, now, hub.settings.timeZone),
  );
  await sql.query(
    `update feedback f set answered_at = coalesce(f.answered_at, $3),
       answer_hours = case when f.answered_at is null then took.hours else f.answer_hours end, answer_seen_at = null
     from unnest($1::uuid[], $2::double precision[]) as took (id, hours) where f.id = took.id`,
    [items.map(({ id }) => id), hours, now],
  );
}
