import type { Sql } from "../store/store.ts";
import { HEARD } from "./heard.ts";

/**
 * Ingestion writes one count a batch, so that no row is fought over. This folds the rows of past days into
 * one a day and source, which keeps the time of that day's last event. Several hubs may do so at once: the
 * rows that one deletes, another does not get.
 */
export async function foldCounts(sql: Sql, now: Date): Promise<void> {
  const today = new Date(now);
  today.setUTCHours(0, 0, 0, 0);
  await sql.query(
    `with crowded as (
       select source_id, date_trunc('day', at at time zone 'UTC') as day
       from ingest_count where at < $1
       group by 1, 2 having count(*) > 1
     ), old as (
       delete from ingest_count counted using crowded
       where counted.source_id = crowded.source_id and counted.at < $1
         and date_trunc('day', counted.at at time zone 'UTC') = crowded.day
       returning counted.*, crowded.day
     )
     insert into ingest_count (source_id, at, accepted, duplicates, rejected, conflicts, suppressed)
     select source_id, coalesce(max(at) filter (where ${HEARD}), max(at)), sum(accepted)::integer, sum(duplicates)::integer,
            sum(rejected)::integer, sum(conflicts)::integer, sum(suppressed)::integer
     from old group by source_id, day`,
    [today],
  );
}
