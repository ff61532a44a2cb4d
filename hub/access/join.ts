import type { Role } from "../../lib/contract/member.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call, Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { hashSecret, newToken } from "../secret.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { countFailure } from "./attempts.ts";

interface Invite {
  id: string;
  email: string;
  email_shown: string;
  role: Role;
  member_id: string | null;
  expires_at: Date;
  used_at: Date | null;
}

/** Turns an invitation's code into a member and a token. A code works once, codes that are none are counted. */
export function joinHandler(hub: Hub): Handler<"join"> {
  return async (request, call) => {
    const now = hub.now();
    const join = hub.store.transaction(async (sql) => {
      const turn = await writeOnce(sql, { kind: "join", call, request, now });
      if (!turn.first) return joinedBefore(sql, call, now, turn.freshSecret);
      const invite = await takeInvite(sql, request.code, now);
      const memberId = await memberFor(sql, invite, call.idempotencyKey, request.name, now);
      await sql.query("update invite set used_at = $2, used_by = $3 where id = $1", [
        invite.id,
        now,
        memberId,
      ]);
      return { token: await issueToken(sql, memberId, call, now), member: await readMember(sql, memberId) };
    });
    return join.catch(async (error: unknown) => {
      if (error instanceof ApiError && error.code === "invite_unknown") {
        await countFailure(hub.store, `join:${bucketOf(call)}`, now);
      }
      throw error;
    });
  };
}

/** The row is locked, so that of two who join with one code at once, the second finds it used. */
async function takeInvite(sql: Sql, code: string, now: Date): Promise<Invite> {
  const [invite] = await sql.query<Invite>(
    `select id, email, email_shown, role, member_id, expires_at, used_at
     from invite where code_hash = $1 for update`,
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
  if (invite.expires_at <= now) {
    throw new ApiError("invite_expired", "This invitation has expired. Ask for a new one.");
  }
  return invite;
}

async function memberFor(sql: Sql, invite: Invite, newId: string, name: string, now: Date): Promise<string> {
  if (invite.member_id) {
    // Whoever invites a member again says the role again: it holds from now on.
    const active = await sql.query(
      "update member set name = $2, role = $3 where id = $1 and deactivated_at is null returning id",
      [invite.member_id, name, invite.role],
    );
    if (active.length === 0) throw deactivated();
    return invite.member_id;
  }
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

/** The same join again: its answer was lost, so the token that nobody may have got is replaced. */
async function joinedBefore(sql: Sql, call: Call, now: Date, freshSecret: boolean) {
  const [made] = await sql.query<{ member_id: string }>(
    "select member_id from token where write_key = $1 limit 1",
    [call.idempotencyKey],
  );
  if (!made) throw new Error("A join was recorded without its token");
  const member = await readMember(sql, made.member_id);
  if (!freshSecret) return { member };
  const revoked = await sql.query(
    "update token set revoked_at = $2 where write_key = $1 and revoked_at is null returning id",
    [call.idempotencyKey, now],
  );
  // Signed out in between: a copy of the request must not undo that.
  if (revoked.length === 0) return { member };
  return { token: await issueToken(sql, made.member_id, call, now), member };
}

async function issueToken(sql: Sql, memberId: string, call: Call, now: Date): Promise<string> {
  const token = newToken();
  await sql.query("insert into token (member_id, hash, write_key, created_at) values ($1, $2, $3, $4)", [
    memberId,
    hashSecret(token),
    call.idempotencyKey,
    now,
  ]);
  return token;
}

async function readMember(sql: Sql, id: string) {
  const [member] = await sql.query<{ id: string; name: string; email: string; role: Role }>(
    `select member.id, member.name, identity.shown as email, member.role
     from member join sign_in_identity identity on identity.member_id = member.id and identity.kind = 'email'
     where member.id = $1 and member.deactivated_at is null`,
    [id],
  );
  if (!member) throw deactivated();
  return member;
}

const deactivated = () =>
  new ApiError("forbidden", "This member is deactivated. Ask an admin to let you in again.");

/** One household or office of IPv6 has a block of 2^64 addresses. */
function bucketOf(call: Call): string {
  const blocks = call.address.split(":");
  const network = blocks.length > 4 ? blocks.slice(0, 4).join(":") : call.address;
  return hashSecret(network).toString("base64url").slice(0, 22);
}
