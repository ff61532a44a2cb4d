import type { ListedInvite, Role } from "../../lib/contract/member.ts";
import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";

/** Invitations that still admit somebody, newest first: not those whose address became a member by another one. */
export async function openInvites(sql: Sql, now: Date): Promise<ListedInvite[]> {
  const rows = await sql.query<{
    id: string;
    email: string;
    role: Role;
    created_at: Date;
    expires_at: Date;
  }>(
    `select id, email_shown as email, role, created_at, expires_at from invite
     where used_at is null and revoked_at is null and expires_at > $1
       and (member_id is not null
         or not exists (select 1 from sign_in_identity where kind = 'email' and value = invite.email))
     order by created_at desc, id`,
    [now],
  );
  return rows.map(({ created_at, expires_at, ...row }) => ({
    ...row,
    createdAt: created_at.toISOString(),
    expiresAt: expires_at.toISOString(),
  }));
}

/**
 * Takes an invitation back; one that is over already stays as it is. It also expires, so that a hub of
 * release 0.1.0 on the same database, which knows no revocation, refuses it too.
 * @throws ApiError `not_found`, or `conflict` for one that was used
 */
export async function revokeInvite(sql: Sql, id: string, now: Date): Promise<void> {
  const revoked = await sql.query(
    `update invite set revoked_at = coalesce(revoked_at, $2), expires_at = least(expires_at, $2)
     where id = $1 and used_at is null returning id`,
    [id, now],
  );
  if (revoked.length > 0) return;
  const used = await sql.query("select 1 from invite where id = $1", [id]);
  if (used.length === 0) {
    throw new ApiError("not_found", "There is no such invitation. List the invitations again.");
  }
  throw new ApiError(
    "conflict",
    "This invitation was used already. Deactivate the member, or revoke their device.",
  );
}
