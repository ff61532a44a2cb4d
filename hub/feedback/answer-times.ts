import type { AnswerTimes } from "../../lib/contract/feedback.ts";
import { shareInterval } from "../share-interval.ts";
import type { Sql } from "../store/store.ts";
import { OPEN_STATUSES } from "./listed.ts";
import { readPromise } from "./promise.ts";

const LOOKED_AT_MS = 90 * 24 * 3_600_000;

/**
 * How marketing keeps its promise: of what was answered or fell due in the last 90 days, how much was answered in
 * time. What was closed without a written answer, or never answered, is not left out: silence keeps no promise.
 */
export async function readAnswerTimes(sql: Sql, now: Date): Promise<AnswerTimes> {
  const { answerWithinDays } = await readPromise(sql);
  const since = new Date(now.getTime() - LOOKED_AT_MS);
  const [row] = await sql.query<{
    median: number | null;
    ninetieth: number | null;
    kept: number;
    of: number;
    open_late: number;
  }>(
    `with owed as (
       select answered_at, answer_hours, due_at from feedback
       where taken_back_at is null and due_at is not null and answered_at > $2 and answered_at <= $1
       union all
       select answered_at, answer_hours, due_at from feedback
       where taken_back_at is null and due_at > $2 and due_at <= $1 and (answered_at is null or answered_at > $1)
     )
     select percentile_cont(0.5) within group (order by answer_hours) filter (where answered_at <= $1) as median,
       percentile_cont(0.9) within group (order by answer_hours) filter (where answered_at <= $1) as ninetieth,
       (count(*) filter (where answered_at <= due_at))::int as kept, count(*)::int as of,
       (select count(*)::int from feedback
        where taken_back_at is null and answered_at is null and due_at <= $1 and status in ${OPEN_STATUSES})
       + (select count(*)::int from feedback part join feedback main on main.id = part.merged_into
          where part.status = 'merged' and part.taken_back_at is null and part.answered_at is null and part.due_at <= $1
            and main.status in ${OPEN_STATUSES}
       ) as open_late
     from owed`,
    [now, since],
  );
  if (!row) throw new Error("The database did not count");
  return {
    promisedDays: answerWithinDays,
    medianHours: row.median,
    ninetiethHours: row.ninetieth,
    kept: row.kept,
    of: row.of,
    interval: shareInterval(row.kept, row.of),
    openLate: row.open_late,
  };
}
