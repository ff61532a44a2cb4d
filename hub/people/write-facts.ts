import type { Sql } from "../store/store.ts";
import type { FactKey } from "./said-facts.ts";

/** Who says something: a tool by its source, or an import, each by its id. */
export type SaidBy = { source: string } | { import: string };

/** Something that is said of whoever an identity belongs to. */
export interface SaidFact {
  identity: number;
  key: FactKey;
  value: string;
  at: Date;
  /** Of an event, its number: of two facts of one time the later event's holds. Of an import, the later in the list. */
  event?: number;
}

// What an identity's fact was before. Lateral with a limit, so that the index is used: see identity-state.
const HELD = `
  select f.n::int as n, own.value, own.at
  from unnest($1::bigint[], $2::text[], $3::timestamptz[]) with ordinality as f (identity, key, at, n)
  left join lateral (
    select value, at from fact where identity_id = f.identity and key = f.key and at <= f.at
    order by at desc, id desc limit 1
  ) own on true
  order by f.n`;

// The same, unless a tool said something else since, under another of the person's names: then a report that says
// what it said before says something new. Other reports' words do not count here: two records of one person that
// differ would take turns.
const HELD_BY_PERSON = `
  select f.n::int as n,
    case when tool.at > own.at then tool.value else own.value end as value,
    greatest(own.at, case when own.at is not null then tool.at end) as at
  from unnest($1::bigint[], $2::text[], $3::timestamptz[]) with ordinality as f (identity, key, at, n)
  left join lateral (
    select value, at from fact where identity_id = f.identity and key = f.key and at <= f.at
    order by at desc, id desc limit 1
  ) own on true
  left join lateral (
    select said.value, said.at
    from (select person_id from identity_link where identity_id = f.identity and ended_at is null and not shared limit 1) mine
    cross join lateral (
      select identity_id from identity_link where person_id = mine.person_id and ended_at is null and not shared
    ) other
    cross join lateral (
      select value, at, id from fact
      where identity_id = other.identity_id and key = f.key and at <= f.at and import_id is null
      order by at desc, id desc limit 1
    ) said
    where other.identity_id <> f.identity
    order by said.at desc, said.id desc limit 1
  ) tool on true
  order by f.n`;

/**
 * Appends what changed: a fact that says what already held at its time is left out. Facts may come in
 * any order of time.
 * @returns those that were written
 */
export async function writeFacts<Fact extends SaidFact>(
  sql: Sql,
  by: SaidBy,
  facts: readonly Fact[],
): Promise<Fact[]> {
  if (facts.length === 0) return [];
  const sorted = [...facts].sort(
    (a, b) =>
      a.identity - b.identity ||
      compare(a.key, b.key) ||
      a.at.getTime() - b.at.getTime() ||
      (a.event ?? 0) - (b.event ?? 0),
  );
  const before = await sql.query<{ n: number; value: string | null; at: Date | null }>(
    "import" in by ? HELD_BY_PERSON : HELD,
    [
      sorted.map((fact) => fact.identity),
      sorted.map((fact) => fact.key),
      sorted.map((fact) => fact.at.toISOString()),
    ],
  );

  // What holds before each: the batch's own fact before it, unless the database knows a later one.
  const changed: Fact[] = [];
  let last: Fact | undefined;
  sorted.forEach((fact, n) => {
    const known = before[n];
    const own = last?.identity === fact.identity && last.key === fact.key ? last : undefined;
    const holds = own && (!known?.at || known.at <= own.at) ? own.value : known?.value;
    if (holds !== fact.value) changed.push(fact);
    last = fact;
  });
  if (changed.length === 0) return changed;
  await sql.query(
    `insert into fact (identity_id, key, value, at, source_id, event_id, import_id)
     select identity, key, value, at, $1, event, $7
     from unnest($2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::bigint[])
       as f (identity, key, value, at, event)`,
    [
      "source" in by ? by.source : null,
      changed.map((fact) => fact.identity),
      changed.map((fact) => fact.key),
      changed.map((fact) => fact.value),
      changed.map((fact) => fact.at.toISOString()),
      changed.map((fact) => fact.event ?? null),
      "import" in by ? by.import : null,
    ],
  );
  return changed;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
