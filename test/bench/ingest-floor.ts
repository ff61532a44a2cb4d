import { createHash } from "node:crypto";
import type { Store } from "../../hub/store/store.ts";
import { type Sent, userId } from "./ingest-events.ts";

/** One event as the tables want it, made before the clock starts. */
export interface FloorEvent {
  key: Buffer;
  messageId: string;
  body: string;
  identityId: number;
  at: Date;
  week: string;
}

/** Makes events into rows, of people that the hub knows by `userId`. */
export async function floorEvents(store: Store, source: string): Promise<(batch: Sent[]) => FloorEvent[]> {
  const rows = await store.query<{ id: number; value: string }>(
    "select id, value from identity where kind = 'user_id'",
  );
  const identities = new Map(rows.map(({ id, value }) => [value, id]));
  return (batch) =>
    batch.map(({ messageId, timestamp, person, text }) => ({
      key: createHash("sha256").update(`${source}\0${messageId}`).digest().subarray(0, 16),
      messageId,
      body: text,
      identityId: identities.get(userId(person)) ?? 0,
      at: new Date(timestamp),
      week: mondayOf(timestamp),
    }));
}

function mondayOf(timestamp: string): string {
  const date = new Date(timestamp);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

/**
 * The least that any such ingestion must do for one batch: deduplicate, keep the raw event and the touchpoint,
 * count the week and the batch, and commit; no parsing, no checks, no identities.
 */
export function insertBare(store: Store, source: string, events: FloorEvent[]): Promise<void> {
  const sorted = [...events].sort((a, b) => Buffer.compare(a.key, b.key));
  const now = new Date();
  return store.transaction(async (sql) => {
    const fresh = await sql.query<{ id: number }>(
      `insert into event_key (key, digest) select * from unnest($1::bytea[], $2::bytea[])
       on conflict do nothing returning nextval('event_id') as id`,
      [sorted.map((event) => event.key), sorted.map((event) => event.key)],
    );
    const ids = fresh.map((row) => row.id);
    await sql.query(
      `insert into raw_event (id, source_id, received_at, message_id, type, sent_at, body)
       select id, $2, $3, message_id, 'track', null, body
       from unnest($1::bigint[], $4::text[], $5::text[]) as event (id, message_id, body)`,
      [ids, source, now, sorted.map((event) => event.messageId), sorted.map((event) => event.body)],
    );
    await sql.query(
      `insert into touchpoint (id, identity_id, at, received_at, at_basis, kind, passive, title, detail, campaign, url, source_id, rules)
       select id, identity_id, at, $3, 'timestamp', 'content_downloaded', false, 'Downloaded migration guide', 'Website',
         'autumn', 'https://www.acme.example/guides/migration', $2, 1
       from unnest($1::bigint[], $4::bigint[], $5::timestamptz[]) as event (id, identity_id, at)`,
      [ids, source, now, sorted.map((event) => event.identityId), sorted.map((event) => event.at)],
    );
    const weeks = new Map<string, { identityId: number; week: string; count: number }>();
    for (const { identityId, week } of sorted) {
      const found = weeks.get(`${identityId} ${week}`);
      if (found) found.count += 1;
      else weeks.set(`${identityId} ${week}`, { identityId, week, count: 1 });
    }
    const counted = [...weeks.values()].sort(
      (a, b) => a.identityId - b.identityId || a.week.localeCompare(b.week),
    );
    await sql.query(
      `insert into touchpoint_week (identity_id, week, kind, passive, count)
       select identity_id, week, 'content_downloaded', false, count
       from unnest($1::bigint[], $2::date[], $3::int[]) as counted (identity_id, week, count)
       on conflict (identity_id, week, kind, passive) do update set count = touchpoint_week.count + excluded.count`,
      [counted.map((row) => row.identityId), counted.map((row) => row.week), counted.map((row) => row.count)],
    );
    await sql.query(
      `insert into ingest_count (source_id, at, accepted, duplicates, rejected, conflicts) values ($1, $2, $3, 0, 0, 0)`,
      [source, now, ids.length],
    );
  });
}
