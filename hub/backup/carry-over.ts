import type { Sql } from "../store/store.ts";
import { quoted } from "./catalogue.ts";

/** How much access was taken away after a file was made, and stays so. */
export interface CarriedOver {
  /** Members who are out, or have a lesser role. */
  members: number;
  devices: number;
  invites: number;
  /** Keys of sources, and sources that were taken out. */
  keys: number;
  sources: number;
}

/** What may do less, the least first: see PERMISSIONS. */
const ROLES = "array['rep', 'marketer', 'admin']";

/**
 * Keeps a restore from undoing what was done to shut somebody out: access that was taken away in the database that a
 * file replaces is taken away in what the file made too, where both are of one hub. Nobody gets more by it. The
 * tables that are replaced may be of a release before: a column that they lack says nothing.
 * @param sql whose schema holds what the file made, in this release's form
 * @param home the schema of what is replaced
 * @returns undefined where nothing is known, because the database was empty or is another hub's
 */
export async function carryOver(
  sql: Sql,
  home: string,
  tables: readonly string[],
): Promise<CarriedOver | undefined> {
  if (!tables.includes("hub")) return undefined;
  const from = (table: string) =>
    `(select old.*, to_jsonb(old) as said from ${quoted(home)}.${table} old) before`;
  const same = await sql.query(`select 1 from hub join ${from("hub")} on before.id = hub.id`);
  if (same.length === 0) return undefined;
  const changed = async (statement: string) => (await sql.query(`${statement} returning 1`)).length;
  return {
    members: await changed(
      `update member set deactivated_at = coalesce(member.deactivated_at, before.deactivated_at),
         role = (${ROLES})[least(array_position(${ROLES}, member.role), array_position(${ROLES}, before.role))]
       from ${from("member")} where before.id = member.id and (
         before.deactivated_at is not null and member.deactivated_at is null
         or array_position(${ROLES}, before.role) < array_position(${ROLES}, member.role))`,
    ),
    devices: await changed(
      `update token set revoked_at = before.revoked_at from ${from("token")}
       where before.id = token.id and before.revoked_at is not null and token.revoked_at is null`,
    ),
    // One that was used let somebody in, who may be out again by now. Release 0.1.0 knows only the end of one.
    invites: await changed(
      `update invite set revoked_at = over.at, expires_at = least(invite.expires_at, over.at)
       from (select id, least((said ->> 'revoked_at')::timestamptz, used_at) as at from ${from("invite")}) over
       where over.id = invite.id and over.at is not null
         and invite.revoked_at is null and invite.used_at is null`,
    ),
    keys: await changed(
      `update source_key set revoked_at = coalesce(source_key.revoked_at, over.revoked_at),
         expires_at = least(source_key.expires_at, over.expires_at)
       from (select hash, revoked_at, (said ->> 'expires_at')::timestamptz as expires_at from ${from("source_key")}) over
       where over.hash = source_key.hash and source_key.revoked_at is null and (
         over.revoked_at is not null or over.expires_at < coalesce(source_key.expires_at, 'infinity'))`,
    ),
    sources: await changed(
      `update source set deleted_at = before.deleted_at from ${from("source")}
       where before.id = source.id and before.deleted_at is not null and source.deleted_at is null`,
    ),
  };
}
