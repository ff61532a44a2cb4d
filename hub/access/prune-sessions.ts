import type { Sql } from "../store/store.ts";

/**
 * Revokes sign-ins that have run out. They are refused without it; but what reads tokens by their revocation alone, as
 * a hub of release 0.2.0 on the same database does, then refuses them too.
 */
export async function revokeExpiredSessions(sql: Sql, now: Date): Promise<void> {
  await sql.query("update token set revoked_at = expires_at where expires_at <= $1 and revoked_at is null", [
    now,
  ]);
}
