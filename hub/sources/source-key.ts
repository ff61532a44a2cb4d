import { hashSecret, newWriteKey } from "../secret.ts";
import type { Sql } from "../store/store.ts";

/** Whose key it is, and the write that makes it. */
export interface NewKey {
  sourceId: string;
  idempotencyKey: string;
}

/** Makes a key that admits a source. @returns the key, which is stored hashed */
export async function insertKey(sql: Sql, { sourceId, idempotencyKey }: NewKey, now: Date): Promise<string> {
  const writeKey = newWriteKey();
  await sql.query("insert into source_key (hash, source_id, write_key, created_at) values ($1, $2, $3, $4)", [
    hashSecret(writeKey),
    sourceId,
    idempotencyKey,
    now,
  ]);
  return writeKey;
}

/**
 * Gives another key for the one that the same write made, whose answer was lost.
 * @returns undefined where that one was rotated or revoked in between: a copy of the write must not undo it
 */
export async function replaceKey(sql: Sql, key: NewKey, now: Date): Promise<string | undefined> {
  const revoked = await sql.query(
    `update source_key set revoked_at = $2
     where write_key = $1 and revoked_at is null and expires_at is null returning hash`,
    [key.idempotencyKey, now],
  );
  return revoked.length === 0 ? undefined : insertKey(sql, key, now);
}
