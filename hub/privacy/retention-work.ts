import type { Retention } from "../../lib/contract/privacy.ts";
import type { Hub } from "../hub.ts";
import type { Work } from "../jobs/work.ts";
import type { Sql } from "../store/store.ts";
import { removeTouchpoints } from "../touchpoints/remove-touchpoints.ts";
import { readRetention, writeLastRetention } from "./retention.ts";

const DAY_MS = 24 * 3_600_000;
/** Rows that are looked at in one transaction. */
const CHUNK = 5_000;

interface Progress {
  /** Which table is next, and after which row. */
  table: number;
  after: number;
  deleted: Record<string, number>;
}

interface Chunk {
  deleted: number;
  /** The last row that was looked at; undefined when there is nothing old any more. */
  last: number | undefined;
}

interface Forgetting {
  table: string;
  chunk(hub: Hub, sql: Sql, retention: Retention, after: number): Promise<Chunk>;
}

const TABLES: readonly Forgetting[] = [
  byReceipt("raw_event", ({ rawEvents }) => rawEvents),
  byReceipt("rejected_event", ({ rejectedEvents }) => rejectedEvents),
  byReceipt("conflicting_event", ({ conflictingEvents }) => conflictingEvents),
  { table: "look_up", chunk: forgetLookUps },
  // A view refers to its fetch.
  { table: "link_view", chunk: byOpening("link_view old where began_at < $1") },
  {
    table: "link_fetch",
    chunk: byOpening(
      "link_fetch old where at < $1 and not exists (select from link_view where fetch_id = old.id)",
    ),
  },
  { table: "touchpoint", chunk: forgetTouchpoints },
];

/**
 * Deletes what is older than it may be, in chunks, each in a transaction that also keeps how far it is. Done again,
 * by whichever hub, it finds nothing more.
 */
export const applyRetention: Work = (hub, job) =>
  hub.store.transaction(async (sql) => {
    const [row] = await sql.query<{ payload: Partial<Progress> }>(
      "select payload from job where id = $1 for update",
      [job.id],
    );
    const progress: Progress = { table: 0, after: 0, deleted: {}, ...row?.payload };
    const forgetting = TABLES[progress.table];
    if (forgetting === undefined) {
      const deleted = Object.entries(progress.deleted).map(([table, rows]) => ({ table, rows }));
      await writeLastRetention(sql, { at: hub.now().toISOString(), deleted });
      return "done";
    }
    const { deleted, last } = await forgetting.chunk(hub, sql, await readRetention(sql), progress.after);
    progress.deleted[forgetting.table] = (progress.deleted[forgetting.table] ?? 0) + deleted;
    Object.assign(progress, last === undefined ? { table: progress.table + 1, after: 0 } : { after: last });
    await sql.query("update job set payload = $2::jsonb where id = $1", [job.id, JSON.stringify(progress)]);
    return "more";
  });

/** Rows rise in the order of their receipt, nearly: after a chunk with nothing old in it, there is none worth looking for. */
function byReceipt(table: string, daysOf: (retention: Retention) => number | null): Forgetting {
  return {
    table,
    async chunk(hub, sql, retention, after) {
      const days = daysOf(retention);
      if (days === null) return { deleted: 0, last: undefined };
      const [gone] = await sql.query<{ deleted: number; last: number | null }>(
        `with chunk as (select id, received_at from ${table} where id > $1 order by id limit ${CHUNK}),
         gone as (delete from ${table} where id in (select id from chunk where received_at < $2) returning 1)
         select (select count(*) from gone)::int as deleted, (select max(id) from chunk) as last`,
        [after, daysBefore(hub, days)],
      );
      const deleted = gone?.deleted ?? 0;
      return { deleted, last: deleted === 0 ? undefined : (gone?.last ?? undefined) };
    },
  };
}

async function forgetLookUps(hub: Hub, sql: Sql, { lookUps }: Retention, after: number): Promise<Chunk> {
  const gone = await sql.query(
    `delete from look_up where id in (select id from look_up where at < $1 order by at limit ${CHUNK}) returning 1`,
    [daysBefore(hub, lookUps)],
  );
  return { deleted: gone.length, last: gone.length === 0 ? undefined : after + 1 };
}

/** @param old which ones are older than $1, as the end of a statement */
function byOpening(old: string): Forgetting["chunk"] {
  const table = old.slice(0, old.indexOf(" "));
  return async (hub, sql, { readings }, after) => {
    if (readings === null || readings === undefined) return { deleted: 0, last: undefined };
    const gone = await sql.query(
      `delete from ${table} where id in (select id from ${old} limit ${CHUNK}) returning 1`,
      [daysBefore(hub, readings)],
    );
    return { deleted: gone.length, last: gone.length === 0 ? undefined : after + 1 };
  };
}

/** By when it happened, which follows no order, so all are looked at; the weekly counts are lowered with them. */
async function forgetTouchpoints(hub: Hub, sql: Sql, retention: Retention, after: number): Promise<Chunk> {
  const { touchpoints, touchpointKinds } = retention;
  if (touchpoints === null && Object.values(touchpointKinds).every((days) => days === null))
    return { deleted: 0, last: undefined };
  const { joined, isOld, values } = oldTouchpoints(hub, retention, 2);
  const rows = await sql.query<{ id: number; is_old: boolean }>(
    `select t.id, ${isOld} as is_old from touchpoint t ${joined} where t.id > $1 order by t.id limit ${CHUNK}`,
    [after, ...values],
  );
  const old = rows.filter((row) => row.is_old).map(({ id }) => id);
  return { deleted: await removeTouchpoints(sql, old, hub.settings.timeZone), last: rows.at(-1)?.id };
}

/**
 * Which touchpoints are too old, as parts of a statement about `touchpoint t`.
 * @param first the number of the first of its values there
 */
export function oldTouchpoints(
  hub: Hub,
  { touchpoints, touchpointKinds }: Retention,
  first: number,
): { joined: string; isOld: string; values: unknown[] } {
  const own = Object.entries(touchpointKinds);
  return {
    joined: `left join unnest($${first + 1}::text[], $${first + 2}::timestamptz[]) as own (kind, before) on own.kind = t.kind`,
    isOld: `coalesce(t.at < case when own.kind is null then $${first}::timestamptz else own.before end, false)`,
    values: [
      touchpoints === null ? null : daysBefore(hub, touchpoints),
      own.map(([kind]) => kind),
      own.map(([, days]) =>
        days === null || days === undefined ? null : daysBefore(hub, days).toISOString(),
      ),
    ],
  };
}

export const daysBefore = (hub: Hub, days: number): Date => new Date(hub.now().getTime() - days * DAY_MS);
