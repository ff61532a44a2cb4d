import type { Sql } from "../store/store.ts";
import { readSummary, STATES, type Summary } from "./reading.ts";

/** Views that begin so soon after the last one belong to the same sitting. */
const SITTING_MINUTES = 30;

interface Row {
  states: { state: Summary["state"]; at: string; by: string | null }[] | null;
  seen: number[] | null;
  pages: number | null;
  ms: number | null;
  first: Date | null;
  places: number | null;
  sitting: Date | null;
}

// What the page told stands for the fetch of that page.
const SUMMARY = `
  with views as materialized (select * from link_view where share_id = $1),
  people as materialized (select * from views where classification = 'person'),
  opened as (
    select classification, last_at as at, evidence from views
    union all
    select f.classification, f.at, f.evidence from link_fetch f
    where f.share_id = $1 and not exists (select 1 from link_view v where v.fetch_id = f.id)
  ),
  states as (
    select distinct on (state) state, at, by from (
      select case classification when 'likely_automated' then 'automated'
          when 'unknown' then case when evidence ->> 'elsewhere' = 'true' then 'fetched' else 'unknown' end
          else classification end as state,
        at, evidence ->> 'by' as by
      from opened
    ) o order by state, at desc
  )
  select
    (select json_agg(json_build_object('state', state, 'at', at, 'by', by)) from states) as states,
    (select array_agg(part order by part) from (
       select p.part from people v join link_view_part p on p.view_id = v.id group by p.part having max(p.ms) >= 1000
     ) s) as seen,
    (select max(n.pages) from people v join asset_version n on n.id = v.version_id) as pages,
    (select min(began_at) from people where not evidence ? 'limited') as first,
    (select round(sum(seconds) * 1000)::bigint from people) as ms,
    (select max(n)::int from (
       select count(distinct address_hash) as n from people
       group by date_trunc('day', began_at at time zone 'UTC')
     ) d) as places,
    (select max(began_at) from (
       select began_at, began_at - lag(last_at) over (order by began_at) as gap from people
     ) g where gap is null or gap > interval '${SITTING_MINUTES} minutes') as sitting`;

/** What came of a link, counted from all that is kept of it. */
export async function summarise(sql: Sql, shareId: string, before: Summary): Promise<Summary> {
  const [row] = await sql.query<Row>(SUMMARY, [shareId]);
  const states = row?.states ?? [];
  const strongest = states.reduce<Row["states"] extends (infer One)[] | null ? One | undefined : never>(
    (best, one) => (best === undefined || rank(one.state) > rank(best.state) ? one : best),
    undefined,
  );
  if (row === undefined || strongest === undefined)
    return { ...before, state: "none", at: null, firstAt: null, by: null };
  return {
    state: strongest.state,
    at: new Date(strongest.at).toISOString(),
    firstAt: row.first?.toISOString() ?? null,
    by: strongest.by,
    seen: row.seen ?? [],
    pages: row.pages,
    ms: row.ms ?? 0,
    // Addresses are forgotten after a week, how many there were is not.
    places: strongest.state === "person" ? Math.max(row.places ?? 0, before.places) : 0,
    // What is told of an earlier sitting later may join it to the next one: that was told of already.
    sittingAt: latest(before.sittingAt, row.sitting?.toISOString() ?? null),
  };
}

const latest = (a: string | null, b: string | null) => (a !== null && b !== null && a > b ? a : (b ?? a));

export const rank = (state: Summary["state"]): number => STATES.indexOf(state);

/** Keeps the summary of a share whose row is locked. */
export async function writeSummary(sql: Sql, shareId: string, summary: Summary): Promise<void> {
  await sql.query(
    `update share set reading = $2::jsonb, person_read_at = $3::timestamptz, first_person_read_at = $5::timestamptz,
       last_opened_at = greatest(last_opened_at, $4::timestamptz)
     where id = $1`,
    [
      shareId,
      JSON.stringify(summary),
      summary.state === "person" ? summary.at : null,
      summary.at,
      summary.state === "person" ? summary.firstAt : null,
    ],
  );
}

/**
 * Holds a share's row until the transaction ends; others may go on opening the link meanwhile, which refers to it.
 * @returns undefined where there is no such share any more
 */
export async function lockReading(sql: Sql, shareId: string): Promise<Summary | undefined> {
  const [row] = await sql.query<{ reading: unknown }>(
    "select reading from share where id = $1 for no key update",
    [shareId],
  );
  return row && readSummary(row.reading);
}

/** Counts a share anew, and keeps it. */
export async function summariseAgain(sql: Sql, shareId: string): Promise<void> {
  const before = await lockReading(sql, shareId);
  if (before) await writeSummary(sql, shareId, await summarise(sql, shareId, before));
}
