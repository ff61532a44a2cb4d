import type { Sql } from "../store/store.ts";
import { type Derived, RULES } from "./rules.ts";
import { weekOf } from "./week.ts";

/** A touchpoint about to be kept, under the number of its event. */
export interface NewTouchpoint {
  id: number;
  identity: number;
  at: Date;
  atBasis: string;
  meaning: Derived;
}

/** Keeps touchpoints, and counts them by week in the same transaction. */
export async function writeTouchpoints(
  sql: Sql,
  context: { sourceId: string; receivedAt: Date; timeZone: string },
  touchpoints: readonly NewTouchpoint[],
): Promise<void> {
  if (touchpoints.length === 0) return;
  const weeks = sumWeeks(
    touchpoints.map(({ identity, at, meaning }) => ({
      identity,
      week: weekOf(at, context.timeZone),
      kind: meaning.kind,
      passive: meaning.passive,
      count: 1,
    })),
  );
  // One statement for both: rows of touchpoints are new, so only those of weeks are waited for, in their order.
  await sql.query(
    `with kept as (
       insert into touchpoint
         (id, identity_id, at, received_at, at_basis, kind, passive, title, detail, words, campaign, url, source_id, rules)
       select id, identity, at, $6, basis, kind, passive, title, detail, words, campaign, url, $7, ${RULES}
       from unnest($8::bigint[], $9::bigint[], $10::timestamptz[], $11::text[], $12::text[], $13::boolean[],
         $14::text[], $15::text[], $16::text[], $17::text[], $18::text[])
         as t (id, identity, at, basis, kind, passive, title, detail, words, campaign, url)
     ) ${ADD_WEEKS}`,
    [
      ...weekColumns(weeks),
      context.receivedAt,
      context.sourceId,
      touchpoints.map((row) => row.id),
      touchpoints.map((row) => row.identity),
      touchpoints.map((row) => row.at.toISOString()),
      touchpoints.map((row) => row.atBasis),
      touchpoints.map((row) => row.meaning.kind),
      touchpoints.map((row) => row.meaning.passive),
      touchpoints.map((row) => row.meaning.title),
      touchpoints.map((row) => row.meaning.detail ?? null),
      touchpoints.map((row) => row.meaning.words ?? null),
      touchpoints.map((row) => row.meaning.campaign ?? null),
      touchpoints.map((row) => row.meaning.url ?? null),
    ],
  );
}

/** So many touchpoints more, or less, of a kind in a week of an identity. */
export interface WeekChange {
  identity: number;
  week: string;
  kind: string;
  passive: boolean;
  count: number;
}

const ADD_WEEKS = `
  insert into touchpoint_week (identity_id, week, kind, passive, count)
  select * from unnest($1::bigint[], $2::date[], $3::text[], $4::boolean[], $5::int[])
  on conflict (identity_id, week, kind, passive)
  do update set count = touchpoint_week.count + excluded.count`;

/** Adds to the weekly counts. */
export async function countWeeks(sql: Sql, changes: readonly WeekChange[]): Promise<void> {
  const weeks = sumWeeks(changes);
  if (weeks.length > 0) await sql.query(ADD_WEEKS, weekColumns(weeks));
}

function weekColumns(rows: readonly WeekChange[]): unknown[][] {
  return [
    rows.map((row) => row.identity),
    rows.map((row) => row.week),
    rows.map((row) => row.kind),
    rows.map((row) => row.passive),
    rows.map((row) => row.count),
  ];
}

/** One row for each week and kind, in one order for all batches. */
function sumWeeks(changes: readonly WeekChange[]): WeekChange[] {
  const sums = new Map<string, WeekChange>();
  for (const change of changes) {
    const key = `${change.identity} ${change.week} ${change.kind} ${change.passive}`;
    const sum = sums.get(key);
    if (sum) sum.count += change.count;
    else sums.set(key, { ...change });
  }
  return [...sums.values()]
    .filter(({ count }) => count !== 0)
    .sort(
      (a, b) =>
        a.identity - b.identity ||
        compare(a.week, b.week) ||
        compare(a.kind, b.kind) ||
        Number(a.passive) - Number(b.passive),
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
