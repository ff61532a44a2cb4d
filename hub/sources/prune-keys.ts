import type { Sql } from "../store/store.ts";

/**
 * Revokes keys that have run out. They are refused without it; but a hub of release 0.1.0 on the same database
 * knows only revocation.
 */
export async function revokeExpiredKeys(sql: Sql, now: Date): Promise<void> {
  await sql.query(
    "update source_key set revoked_at = expires_at where expires_at <= $1 and revoked_at is null",
    [now],
  );
}
