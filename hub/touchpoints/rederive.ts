import { asObject, asText } from "../json-fields.ts";
import type { Sql, Store } from "../store/store.ts";
import { type Derived, deriveTouchpoint, RULES } from "./rules.ts";
import { weekOf } from "./week.ts";
import { countWeeks, type WeekChange } from "./write-touchpoints.ts";

/** Events a transaction: short enough to let ingestion pass between two. */
const CHUNK = 500;

/** How far a run over everything has come. */
export interface Rederived {
  read: number;
  changed: number;
  /** The last event read; undefined when there are no more. */
  next: number | undefined;
}

/**
 * Runs today's rules over what was received after an event, and changes the touchpoints that mean something
 * else by them. Facts, such as an unsubscription, stay as they were taken down. Safe beside a running hub, and to be stopped and run again.
 * @param after the event to go on after, 0 for the beginning
 * @param timeZone in which weeks begin
 * @param chunks how many transactions at most
 */
export async function rederive(
  store: Store,
  timeZone: string,
  after = 0,
  chunks = Number.POSITIVE_INFINITY,
): Promise<Rederived> {
  const total: Rederived = { read: 0, changed: 0, next: after };
  for (let done = 0; done < chunks && total.next !== undefined; done += 1) {
    const from = total.next;
    const chunk = await store.transaction((sql) => rederiveChunk(sql, from, timeZone));
    total.read += chunk.read;
    total.changed += chunk.changed;
    total.next = chunk.last;
  }
  return total;
}

interface Row {
  id: number;
  type: string;
  body: string;
  identity_id: number;
  at: Date;
  kind: string;
  passive: boolean;
  title: string;
  detail: string | null;
  words: string | null;
  campaign: string | null;
  url: string | null;
  rules: number;
}

async function rederiveChunk(sql: Sql, after: number, timeZone: string) {
  const rows = await sql.query<Row>(
    `select raw.id, raw.type, raw.body, t.identity_id, t.at, t.kind, t.passive, t.title, t.detail, t.words, t.campaign,
       t.url, t.rules
     from raw_event raw join touchpoint t on t.id = raw.id
     where raw.id > $1 order by raw.id limit ${CHUNK} for update of t`,
    [after],
  );
  const changed = rows.flatMap((row) => {
    const derived = deriveTouchpoint(saysWhat(row));
    return derived && (row.rules !== RULES || differs(row, derived)) ? [{ row, derived }] : [];
  });
  await writeDerived(sql, changed);
  await countWeeks(
    sql,
    changed.flatMap(({ row, derived }) => weekChanges(row, derived, timeZone)),
  );
  return {
    last: rows.at(-1)?.id,
    read: rows.length,
    changed: changed.filter(({ row, derived }) => differs(row, derived)).length,
  };
}

/** An event as it was kept, read as it was read when it came. */
function saysWhat({ type, body }: Row) {
  const said = asObject(JSON.parse(body));
  return {
    type,
    event: asText(said.event, 200),
    name: asText(said.name, 300),
    properties: asObject(said.properties),
    context: asObject(said.context),
  };
}

function differs(row: Row, derived: Derived): boolean {
  return (
    row.kind !== derived.kind ||
    row.passive !== derived.passive ||
    row.title !== derived.title ||
    row.detail !== (derived.detail ?? null) ||
    row.words !== (derived.words ?? null) ||
    row.campaign !== (derived.campaign ?? null) ||
    row.url !== (derived.url ?? null)
  );
}

function weekChanges(row: Row, derived: Derived, timeZone: string): WeekChange[] {
  if (row.kind === derived.kind && row.passive === derived.passive) return [];
  const place = { identity: row.identity_id, week: weekOf(row.at, timeZone) };
  return [
    { ...place, kind: row.kind, passive: row.passive, count: -1 },
    { ...place, kind: derived.kind, passive: derived.passive, count: 1 },
  ];
}

async function writeDerived(sql: Sql, changed: { row: Row; derived: Derived }[]): Promise<void> {
  if (changed.length === 0) return;
  await sql.query(
    `update touchpoint t set kind = d.kind, passive = d.passive, title = d.title, detail = d.detail, words = d.words,
       campaign = d.campaign, url = d.url, rules = ${RULES}
     from unnest($1::bigint[], $2::text[], $3::boolean[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
       as d (id, kind, passive, title, detail, words, campaign, url)
     where t.id = d.id`,
    [
      changed.map(({ row }) => row.id),
      changed.map(({ derived }) => derived.kind),
      changed.map(({ derived }) => derived.passive),
      changed.map(({ derived }) => derived.title),
      changed.map(({ derived }) => derived.detail ?? null),
      changed.map(({ derived }) => derived.words ?? null),
      changed.map(({ derived }) => derived.campaign ?? null),
      changed.map(({ derived }) => derived.url ?? null),
    ],
  );
}
