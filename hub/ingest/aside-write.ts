import { createHash } from "node:crypto";
import type { Sql } from "../store/store.ts";
import type { Checked } from "./event-check.ts";
import type { KeyedEvent } from "./write-batch.ts";

/** Where events that stand aside came from, and what was said beside them: with it they are read again. */
interface Origin {
  sourceId: string;
  receivedAt: Date;
  /** As the columns hold it. */
  said: { type: string | null; sentAt: string | null };
}

/** Keeps what cannot be taken as it came, each once, in the order of its digest. */
export async function keepRejected(
  sql: Sql,
  rejected: readonly (Checked & { ok: false })[],
  { sourceId, receivedAt, said }: Origin,
): Promise<void> {
  if (rejected.length === 0) return;
  const rows = new Map<string, { reason: string; messageId: string | null; bytes: string; count: number }>();
  for (const { reason, messageId, body } of rejected) {
    const digest = createHash("sha256").update(body).digest("hex").slice(0, 32);
    const known = rows.get(digest);
    if (known) known.count += 1;
    else {
      const bytes = Buffer.from(body).toString("base64");
      rows.set(digest, { reason, messageId: messageId ?? null, bytes, count: 1 });
    }
  }
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  await sql.query(
    `insert into rejected_event (source_id, received_at, reason, message_id, digest, bytes, count, said_type, sent_at)
     select $1, $2, reason, message_id, decode(digest, 'hex'), decode(bytes, 'base64'), count, $8, $9
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::int[])
       as r (reason, message_id, digest, bytes, count)
     on conflict (source_id, digest) do update
     set count = rejected_event.count + excluded.count, said_type = coalesce(rejected_event.said_type, excluded.said_type)`,
    [
      sourceId,
      receivedAt,
      sorted.map(([, row]) => row.reason),
      sorted.map(([, row]) => row.messageId),
      sorted.map(([digest]) => digest),
      sorted.map(([, row]) => row.bytes),
      sorted.map(([, row]) => row.count),
      said.type,
      said.sentAt,
    ],
  );
}

/** Keeps what came under an id that another event has, each once, in the order of its key. */
export async function keepConflicts(
  sql: Sql,
  conflicts: readonly KeyedEvent[],
  { sourceId, receivedAt, said }: Origin,
): Promise<void> {
  if (conflicts.length === 0) return;
  const rows = new Map<string, KeyedEvent & { count: number }>();
  for (const conflict of conflicts) {
    const known = rows.get(conflict.key + conflict.digest);
    if (known) known.count += 1;
    else rows.set(conflict.key + conflict.digest, { ...conflict, count: 1 });
  }
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await sql.query(
    `insert into conflicting_event (source_id, received_at, message_id, key, digest, body, count, said_type, sent_at)
     select $1, $2, message_id, decode(key, 'hex'), decode(digest, 'hex'), body, count, $8, $9
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::int[])
       as c (message_id, key, digest, body, count)
     on conflict (key, digest) do update
     set count = conflicting_event.count + excluded.count, said_type = coalesce(conflicting_event.said_type, excluded.said_type)`,
    [
      sourceId,
      receivedAt,
      sorted.map((row) => row.event.messageId),
      sorted.map((row) => row.key),
      sorted.map((row) => row.digest),
      sorted.map((row) => row.event.body),
      sorted.map((row) => row.count),
      said.type,
      said.sentAt,
    ],
  );
}
