import type { Sql } from "../store/store.ts";
import { lastWeeks } from "./week.ts";

export interface KindCount {
  kind: string;
  passive: boolean;
  count: number;
}
export interface WeekSum {
  week: string;
  active: number;
  passive: number;
}

/** How much there is in all, by kind, and in the last weeks. */
export async function readCounts(
  sql: Sql,
  identities: readonly number[],
  { now, timeZone, weeks }: { now: Date; timeZone: string; weeks: number },
): Promise<{ kinds: KindCount[]; weeks: WeekSum[] }> {
  const rows = await sql.query<KindCount & { week: string }>(
    `select week, kind, passive, sum(count)::int as count from touchpoint_week
     where identity_id = any($1::bigint[]) group by week, kind, passive having sum(count) > 0`,
    [identities],
  );
  const kinds = new Map<string, KindCount>();
  const sums = new Map(
    lastWeeks(now, timeZone, weeks).map((week) => [week, { week, active: 0, passive: 0 }]),
  );
  for (const { week, kind, passive, count } of rows) {
    const known = kinds.get(`${kind} ${passive}`);
    if (known) known.count += count;
    else kinds.set(`${kind} ${passive}`, { kind, passive, count });
    const sum = sums.get(week);
    if (sum) sum[passive ? "passive" : "active"] += count;
  }
  return {
    kinds: [...kinds.values()].sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
    weeks: [...sums.values()],
  };
}
