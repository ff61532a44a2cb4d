import type { Role } from "../../lib/contract/member.ts";
import { ApiError } from "../http/api-error.ts";
import { hashSecret } from "../secret.ts";
import type { Sql } from "../store/store.ts";
import { deactivated } from "./issue-token.ts";
import { isLastAdmin, lockRoles } from "./last-admin.ts";

interface Invite {
  id: string;
  email: string;
  email_shown: string;
  role: Role;
  member_id: string | null;
  expires_at: Date;
  used_at: Date | null;
  revoked_at: Date | null;
}

/**
 * Uses an invitation up.
 * @param name of the member; who is one already keeps theirs if absent
 * @param newId of the member, if there is none yet
 * @returns the member's id
 * @throws ApiError that says what is the matter with the code
 */
export async function takeInvite(
  sql: Sql,
  { code, name, newId }: { code: string; name: string | undefined; newId: string },
  now: Date,
): Promise<string> {
  const invite = await readInvite(sql, code, now, true);
  const memberId = await memberFor(sql, invite, newId, name, now);
  await sql.query("update invite set used_at = $2, used_by = $3 where id = $1", [invite.id, now, memberId]);
  return memberId;
}

/**
 * The invitation that a code is of.
 * @param lock whether the row is held, so that of two who join with one code at once, the second finds it used
 * @throws ApiError that says what is the matter with the code
 */
export async function readInvite(sql: Sql, code: string, now: Date, lock: boolean): Promise<Invite> {
  const [invite] = await sql.query<Invite>(
    `select id, email, email_shown, role, member_id, expires_at, used_at, revoked_at
     from invite where code_hash = $1 ${lock ? "for update" : ""}`,
    [hashSecret(code)],
  );
  if (!invite) {
    throw new ApiError(
      "invite_unknown",
      "This invitation is not known here. Paste the whole link, or ask for a new one.",
    );
  }
  if (invite.used_at) {
    throw new ApiError("invite_used", "This invitation was used already. Ask for a new one.");
  }
  if (invite.revoked_at) {
    throw new ApiError("invite_expired", "This invitation was taken back. Ask for a new one.");
  }
  if (invite.expires_at <= now) {
    throw new ApiError("invite_expired", "This invitation has expired. Ask for a new one.");
  }
  return invite;
}

async function memberFor(
  sql: Sql,
  invite: Invite,
  newId: string,
  name: string | undefined,
  now: Date,
): Promise<string> {
  if (invite.member_id) {
    await lockRoles(sql);
    // Whoever invites a member again says the role again: it holds from now on, unless nobody could manage then.
    const keepsRole = invite.role !== "admin" && (await isLastAdmin(sql, invite.member_id));
    const active = await sql.query(
      "update member set name = coalesce($2, name), role = coalesce($3, role) where id = $1 and deactivated_at is null returning id",
      [invite.member_id, name ?? null, keepsRole ? null : invite.role],
    );
    if (active.length === 0) throw deactivated();
    return invite.member_id;
  }
  if (name === undefined) throw new ApiError("bad_request", "name: Say your name.");
  await sql.query("insert into member (id, name, role, created_at) values ($1, $2, $3, $4)", [
    newId,
    name,
    invite.role,
    now,
  ]);
  const identity = await sql.query(
    `insert into sign_in_identity (member_id, kind, value, shown) values ($1, 'email', $2, $3)
     on conflict (kind, value) do nothing returning id`,
    [newId, invite.email, invite.email_shown],
  );
  if (identity.length === 0) {
    throw new ApiError(
      "conflict",
      "This address became a member after the invitation was made. Ask for a new invitation.",
    );
  }
  return newId;
}
