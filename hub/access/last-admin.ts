import type { Sql } from "../store/store.ts";

/** Any number that no other program takes as an advisory lock in the same database. */
const LOCK = 5_117_302_841;

/**
 * Until the transaction is over, nobody else changes who is an admin, on no hub: two admins who deactivate each
 * other at once would leave none.
 */
export async function lockRoles(sql: Sql): Promise<void> {
  await sql.query(`select pg_advisory_xact_lock(${LOCK})`);
}

/** Whether this member is an admin, and no other member who may come in is. Ask after `lockRoles`. */
export async function isLastAdmin(sql: Sql, memberId: string): Promise<boolean> {
  const [row] = await sql.query<{ last: boolean }>(
    `select coalesce(bool_and(id = $1), false) as last
     from member where role = 'admin' and deactivated_at is null`,
    [memberId],
  );
  return row?.last ?? false;
}
