import type { Sql } from "../store/store.ts";
import { keepConflicts, keepRejected } from "./aside-write.ts";
import type { AcceptedEvent, CheckedEvent, EventSource } from "./event.ts";
import type { Checked } from "./event-check.ts";
import { eventDigest, eventKey, saysTheSame } from "./event-digest.ts";
import { eventTime } from "./event-time.ts";

/** What became of a batch's events. */
export interface Counts {
  accepted: number;
  duplicates: number;
  rejected: number;
  conflicts: number;
  /** About people who were erased: not kept. */
  suppressed: number;
}

/** Events of a batch that would be kept: as new ones, as conflicts, aside. */
export interface Arrived {
  accepted: readonly AcceptedEvent[];
  conflicts: readonly KeyedEvent[];
  rejected: readonly (Checked & { ok: false })[];
}

/** What may be kept of them. */
export interface HeldBack extends Arrived {
  suppressed: number;
  /** Counts what was held off. Called last in the transaction. */
  count(sql: Sql): Promise<void>;
}

/** What other nouns make of events. Given from outside, since nouns do not know each other. */
export interface EventMeaning {
  /** Whether an event without a user or anonymous id still says who. */
  saysWho(event: CheckedEvent, source: EventSource): boolean;
  /**
   * Reads what new events mean, who and what they did, without the database; gives what writes it
   * inside the transaction that keeps them.
   */
  read(source: EventSource, events: readonly AcceptedEvent[], receivedAt: Date): (sql: Sql) => Promise<void>;
  /** Leaves out what is about people who were erased. */
  holdOff(sql: Sql, source: EventSource, arrived: Arrived, receivedAt: Date): Promise<HeldBack>;
}

export interface Batch {
  source: EventSource;
  events: readonly Checked[];
  receivedAt: Date;
  /** What holds for events that stand aside until they are read again. */
  said?: SaidOfBatch;
  /** When they came, if they stood aside until now: tells when they happened, and when the source was heard. */
  firstReceivedAt?: Date;
}

/** What was said beside the events of a batch. */
export interface SaidOfBatch {
  /** By the address, for events that say no type. */
  type: string | undefined;
  sentAt: unknown;
}

/** An event under the key and the digest that it is known by. */
export interface KeyedEvent {
  event: CheckedEvent;
  /** Hexadecimal, as both engines take it in lists. */
  key: string;
  digest: string;
}

/**
 * Keeps a batch, each event once and for ever. Every table is written in a fixed order and sorted by
 * key, so that batches of several hubs never wait for each other in a circle.
 * @param sql one transaction
 */
export async function writeBatch(sql: Sql, batch: Batch, meaning: EventMeaning): Promise<Counts> {
  const { source, events, receivedAt, firstReceivedAt = receivedAt } = batch;
  const sound = events.flatMap((checked) => (checked.ok ? [keyed(source.id, checked.event)] : []));
  const { duplicates, holdsNobody, ...fresh } = await deduplicate(sql, sound, firstReceivedAt);
  const arrived = { ...fresh, rejected: events.flatMap((checked) => (checked.ok ? [] : [checked])) };
  const held = holdsNobody ? undefined : await meaning.holdOff(sql, source, arrived, receivedAt);
  const { accepted, conflicts, rejected } = held ?? arrived;
  const counts = {
    accepted: accepted.length,
    duplicates,
    rejected: rejected.length,
    conflicts: conflicts.length,
    suppressed: held?.suppressed ?? 0,
  };
  // The database keeps the events while they are read here.
  const [write] = await Promise.all([
    Promise.resolve().then(() => meaning.read(source, accepted, receivedAt)),
    keepRaw(sql, source.id, { accepted, counts, receivedAt, firstReceivedAt }),
  ]);
  const said = { type: batch.said?.type ?? null, sentAt: sentAtText(batch.said?.sentAt) };
  await keepRejected(sql, rejected, { sourceId: source.id, receivedAt: firstReceivedAt, said });
  await keepConflicts(sql, conflicts, { sourceId: source.id, receivedAt: firstReceivedAt, said });
  if (accepted.length > 0) await write(sql);
  await held?.count(sql);
  return counts;
}

export function keyed(sourceId: string, event: CheckedEvent): KeyedEvent {
  return {
    event,
    key: eventKey(sourceId, event.messageId),
    digest: eventDigest(event),
  };
}

interface Deduplicated {
  /** In the order of the batch. */
  accepted: AcceptedEvent[];
  conflicts: KeyedEvent[];
  duplicates: number;
  /** Nobody was erased whose events would have to be held off; undefined where that was not asked yet. */
  holdsNobody: boolean | undefined;
}

/** Tells new events from repetitions, and from others under an id that is taken; the first one stays. */
async function deduplicate(sql: Sql, events: readonly KeyedEvent[], receivedAt: Date): Promise<Deduplicated> {
  const first = new Map<string, KeyedEvent>();
  for (const event of events) if (!first.has(event.key)) first.set(event.key, event);
  const { fresh, ids, holdsNobody } = await insertKeys(sql, [...first.values()]);
  const taken = await readDigests(
    sql,
    [...first.keys()].filter((key) => !fresh.has(key)),
  );

  const result: Deduplicated = { accepted: [], conflicts: [], duplicates: 0, holdsNobody };
  for (const keyedEvent of events) {
    const { event, key, digest } = keyedEvent;
    if (fresh.has(key) && first.get(key) === keyedEvent) {
      const { at, basis } = eventTime(event.said, receivedAt);
      // Numbers rise in the order of the batch, which is not that of the keys.
      const id = ids[result.accepted.length] as number;
      result.accepted.push({ event, id, at, atBasis: basis });
    } else {
      const kept = taken.get(key) ?? first.get(key)?.digest ?? digest;
      if (saysTheSame(event, digest, kept)) result.duplicates += 1;
      else result.conflicts.push(keyedEvent);
    }
  }
  return result;
}

/** Claims the keys that are free; gives them, and as many new numbers. */
async function insertKeys(
  sql: Sql,
  events: KeyedEvent[],
): Promise<{ fresh: Set<string>; ids: number[]; holdsNobody: boolean | undefined }> {
  if (events.length === 0) return { fresh: new Set(), ids: [], holdsNobody: undefined };
  const sorted = events.sort((a, b) => (a.key < b.key ? -1 : 1));
  const rows = await sql.query<{ key: string; id: number; holds_nobody: boolean }>(
    `insert into event_key (key, digest)
     select decode(key, 'hex'), decode(digest, 'hex') from unnest($1::text[], $2::text[]) as e (key, digest)
     on conflict do nothing returning encode(key, 'hex') as key, nextval('event_id') as id,
       not exists (select 1 from suppression where lifted_at is null) as holds_nobody`,
    [sorted.map((event) => event.key), sorted.map((event) => event.digest)],
  );
  return {
    fresh: new Set(rows.map((row) => row.key)),
    ids: rows.map((row) => row.id).sort((a, b) => a - b),
    holdsNobody: rows[0]?.holds_nobody,
  };
}

/** The digests of those events that are known, by key. */
export async function readDigests(sql: Sql, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await sql.query<{ key: string; digest: string }>(
    `select encode(k.key, 'hex') as key, encode(k.digest, 'hex') as digest
     from unnest($1::text[]) as asked (key)
     cross join lateral (select key, digest from event_key where key = decode(asked.key, 'hex') limit 1) k`,
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row.digest]));
}

/** Separates JSON texts, as in RFC 7464: none holds it, so a list of them needs no escaping. */
const RECORD_SEPARATOR = "\x1e";

/** Keeps the events as they came, and counts the batch. */
async function keepRaw(
  sql: Sql,
  sourceId: string,
  {
    accepted,
    counts,
    receivedAt,
    firstReceivedAt,
  }: { accepted: readonly AcceptedEvent[]; counts: Counts; receivedAt: Date; firstReceivedAt: Date },
): Promise<void> {
  await sql.query(
    `with counted as (
       insert into ingest_count (source_id, at, accepted, duplicates, rejected, conflicts, suppressed)
       values ($1, $12, $8, $9, $10, $11, $13)
     )
     insert into raw_event (id, source_id, received_at, message_id, type, sent_at, body)
     select id, $1, $2, message_id, type, sent_at, body
     from unnest($3::bigint[], $4::text[], $5::text[], $6::text[], string_to_array($7, chr(30)))
       as e (id, message_id, type, sent_at, body)`,
    [
      sourceId,
      receivedAt,
      accepted.map(({ id }) => id),
      accepted.map(({ event }) => event.messageId),
      accepted.map(({ event }) => event.type),
      accepted.map(({ event }) => sentAtText(event.said.sentAt)),
      accepted.map(({ event }) => event.body).join(RECORD_SEPARATOR),
      counts.accepted,
      counts.duplicates,
      counts.rejected,
      counts.conflicts,
      firstReceivedAt,
      counts.suppressed,
    ],
  );
}

/** As it came, if it is anything like a time, and so no address: it stands beside the event, and was not checked with it. */
function sentAtText(sentAt: unknown): string | null {
  const text = typeof sentAt === "number" ? String(sentAt) : sentAt;
  return typeof text === "string" && /^[\x20-\x24\x26-\x3f\x41-\x7e]{1,64}$/.test(text) ? text : null;
}
