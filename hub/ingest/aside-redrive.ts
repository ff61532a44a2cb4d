import type { AsideKind } from "../../lib/contract/aside.ts";
import { RetryTransaction } from "../store/errors.ts";
import type { Sql, Store } from "../store/store.ts";
import { readAsideCursor } from "./aside-list.ts";
import { ASIDE, TABLE } from "./aside-rows.ts";
import type { EventSource } from "./event.ts";
import { type Checked, checkEvent } from "./event-check.ts";
import { saysTheSame } from "./event-digest.ts";
import { isRefusedValue } from "./ingest.ts";
import { jsonDepth } from "./json-depth.ts";
import { type EventMeaning, keyed, readDigests, writeBatch } from "./write-batch.ts";

/** Events a call, and about so many bytes of them: done in a second or two. */
const MOST_EVENTS = 200;
const MOST_BYTES = 5_000_000;
/** Deeper than any event may be. */
const DEEP_ENOUGH = 256;

/** What became of events that were read again. Those of people who were erased since are none of these. */
interface Done {
  accepted: number;
  duplicates: number;
  stillAside: number;
}

interface Row {
  id: number;
  source_id: string;
  received_at: Date;
  said_type: string | null;
  sent_at: string | null;
  reason: string;
  content: Buffer;
}

/** Which events: of one kind, of one source, only these; those after a cursor. */
interface Asked {
  kind: AsideKind;
  sourceId?: string | undefined;
  ids?: string[] | undefined;
  cursor?: string | undefined;
}

export interface RedriveParts {
  meaning: EventMeaning;
  /** The sources that are taken from. */
  liveSources: (sql: Sql) => Promise<Map<string, EventSource>>;
}

/**
 * Reads events that stand aside again, by today's rules and limits, the oldest first. What can be taken is kept
 * in the transaction that takes it from aside: as new by now, and as having happened when it came first. What
 * a deleted source sent stays aside, and so does what is still not to be taken.
 */
export async function redrive(
  store: Store,
  { meaning, liveSources }: RedriveParts,
  asked: Asked,
  now: Date,
): Promise<Done & { read: number; next: string | null }> {
  const { rows, more } = await nextRows(store, asked);
  const sources = await liveSources(store);
  const total: Done = { accepted: 0, duplicates: 0, stillAside: 0 };
  for (const batch of together(rows)) {
    const source = sources.get(batch[0]?.source_id ?? "");
    if (source === undefined) total.stillAside += batch.length;
    else add(total, await driveBatch(store, { kind: asked.kind, source, rows: batch, now }, meaning));
  }
  return { read: rows.length, ...total, next: more ? String(rows.at(-1)?.id) : null };
}

async function nextRows(
  sql: Sql,
  { kind, sourceId, ids, cursor }: Asked,
): Promise<{ rows: Row[]; more: boolean }> {
  const rows = await sql.query<Row & { found: number }>(
    `select id, source_id, received_at, said_type, sent_at, reason, content, found
     from (select *, sum(size) over (order by id) - size as before, count(*) over () as found
           from (select * from ${ASIDE[kind]} aside
                 where id > $1 and ($2::uuid is null or source_id = $2) and ($3::bigint[] is null or id = any($3))
                 order by id limit ${MOST_EVENTS + 1}) next) sized
     where before <= ${MOST_BYTES}
     order by id limit ${MOST_EVENTS}`,
    [
      cursor === undefined ? 0 : readAsideCursor(cursor),
      sourceId ?? null,
      ids === undefined ? null : ids.map(Number),
    ],
  );
  return { rows, more: rows.length < (rows[0]?.found ?? 0) };
}

/** Neighbours that came in one request: what was said beside them holds for all. */
function together(rows: readonly Row[]): Row[][] {
  const batches: Row[][] = [];
  for (const row of rows) {
    const [first] = batches.at(-1) ?? [];
    const same =
      first?.source_id === row.source_id &&
      first.received_at.getTime() === row.received_at.getTime() &&
      first.said_type === row.said_type &&
      first.sent_at === row.sent_at;
    if (same) batches.at(-1)?.push(row);
    else batches.push([row]);
  }
  return batches;
}

interface AsideBatch {
  kind: AsideKind;
  source: EventSource;
  rows: readonly Row[];
  now: Date;
}

/** If the database refuses a value, the batch is divided until the one that holds it stays aside alone. */
async function driveBatch(store: Store, batch: AsideBatch, meaning: EventMeaning): Promise<Done> {
  try {
    return await store.transaction((sql) => driveOnce(sql, batch, meaning));
  } catch (error) {
    const { rows } = batch;
    if (!isRefusedValue(error)) throw error;
    if (rows.length <= 1) return { accepted: 0, duplicates: 0, stillAside: rows.length };
    const middle = Math.ceil(rows.length / 2);
    const done = await driveBatch(store, { ...batch, rows: rows.slice(0, middle) }, meaning);
    return add(done, await driveBatch(store, { ...batch, rows: rows.slice(middle) }, meaning));
  }
}

function add(total: Done, more: Done): Done {
  total.accepted += more.accepted;
  total.duplicates += more.duplicates;
  total.stillAside += more.stillAside;
  return total;
}

async function driveOnce(sql: Sql, batch: AsideBatch, meaning: EventMeaning): Promise<Done> {
  const { kind, source, now } = batch;
  // As they are now: some may have been dismissed, or driven by somebody else, since the call began.
  const rows = await readAgain(sql, kind, batch.rows);
  const [head] = rows;
  if (head === undefined) return { accepted: 0, duplicates: 0, stillAside: 0 };
  const said = { type: head.said_type ?? undefined, sentAt: head.sent_at ?? undefined };
  const read = rows.map((row) => ({
    row,
    checked: checkAgain(row.content, { ...said, saysWho: (event) => meaning.saysWho(event, source) }),
  }));
  const sound = read.filter(({ checked }) => checked.ok);
  const taken = kind === "rejected" ? sound : await settled(sql, source, sound);
  const events = taken.map(({ checked }) => checked);
  const again = { source, events, receivedAt: now, firstReceivedAt: head.received_at, said };
  const { accepted, duplicates, conflicts } =
    events.length > 0 ? await writeBatch(sql, again, meaning) : { accepted: 0, duplicates: 0, conflicts: 0 };
  // Only now, as ingestion does: these rows after the events' keys.
  const ids = taken.map(({ row }) => row.id);
  await takeFromAside(sql, kind, ids);
  if (kind === "rejected") await renewReasons(sql, read);
  return { accepted, duplicates, stillAside: rows.length - taken.length + conflicts };
}

function readAgain(sql: Sql, kind: AsideKind, rows: readonly Row[]): Promise<Row[]> {
  return sql.query<Row>(
    `select id, source_id, received_at, said_type, sent_at, reason, content from ${ASIDE[kind]} aside
     where id = any($1) order by id`,
    [rows.map(({ id }) => id)],
  );
}

function checkAgain(content: Buffer, about: Omit<Parameters<typeof checkEvent>[1], "depth">): Checked {
  const depth = jsonDepth(content, DEEP_ENOUGH);
  const text = content.toString("utf8");
  try {
    return checkEvent(JSON.parse(text), { ...about, depth });
  } catch {
    return { ok: false, reason: "It is not JSON.", messageId: undefined, body: text };
  }
}

interface ReadRow {
  row: Row;
  checked: Checked;
}

/** Those under an id whose event turns out to say the same, or is known no more. */
async function settled(sql: Sql, source: EventSource, sound: readonly ReadRow[]): Promise<ReadRow[]> {
  const known = sound.flatMap(({ row, checked }) =>
    checked.ok ? [{ row, checked, ...keyed(source.id, checked.event) }] : [],
  );
  const kept = await readDigests(
    sql,
    known.map(({ key }) => key),
  );
  return known.filter(({ key, digest, event }) => saysTheSame(event, digest, kept.get(key) ?? digest));
}

/**
 * In the order in which ingestion takes these rows, so that neither waits for the other in a circle.
 * @throws RetryTransaction where one has gone meanwhile: what was made of it must go too
 */
async function takeFromAside(sql: Sql, kind: AsideKind, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const order = kind === "rejected" ? "digest" : "key, digest";
  const held = await sql.query(
    `select 1 from ${TABLE[kind]} where id = any($1) order by ${order} for update`,
    [ids],
  );
  if (held.length < ids.length) throw new RetryTransaction("An event that stood aside was taken away");
  await sql.query(`delete from ${TABLE[kind]} where id = any($1)`, [ids]);
}

/** Today's rules may have another reason than those by which an event was set aside. */
async function renewReasons(sql: Sql, read: readonly ReadRow[]): Promise<void> {
  const other = read.flatMap(({ row, checked }) =>
    checked.ok || checked.reason === row.reason ? [] : [{ id: row.id, reason: checked.reason }],
  );
  if (other.length === 0) return;
  const sorted = other.map(({ id }) => id);
  await sql.query("select 1 from rejected_event where id = any($1) order by digest for update", [sorted]);
  await sql.query(
    `update rejected_event set reason = said.reason
     from unnest($1::bigint[], $2::text[]) as said (id, reason) where rejected_event.id = said.id`,
    [sorted, other.map(({ reason }) => reason)],
  );
}
