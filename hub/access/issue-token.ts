import type { Role } from "../../lib/contract/member.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import { hashSecret, hashSession, newToken } from "../secret.ts";
import type { Sql } from "../store/store.ts";

interface NewToken {
  memberId: string;
  /** What it goes by in the member's list. */
  device: string | null;
  /** Of a sign-in at the desk, when it ends. Absent: an extension's, which holds until it is revoked. */
  sessionUntil?: Date;
}

/** Makes a token of a member, one a device or sign-in. */
export async function issueToken(
  sql: Sql,
  { memberId, device, sessionUntil }: NewToken,
  call: Call,
  now: Date,
): Promise<string> {
  const token = newToken();
  await sql.query(
    `insert into token (member_id, hash, write_key, created_at, device, kind, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      memberId,
      sessionUntil === undefined ? hashSecret(token) : hashSession(token),
      call.idempotencyKey,
      now,
      device,
      sessionUntil === undefined ? "extension" : "session",
      sessionUntil ?? null,
    ],
  );
  return token;
}

/**
 * A member who may come in, held as they are until the transaction is over.
 * @throws ApiError `forbidden` for one who is deactivated
 */
export async function admittedMember(sql: Sql, id: string) {
  const [member] = await sql.query<{ id: string; name: string; email: string; role: Role }>(
    `select member.id, member.name, identity.shown as email, member.role
     from member join sign_in_identity identity on identity.member_id = member.id and identity.kind = 'email'
     where member.id = $1 and member.deactivated_at is null
     for no key update of member`,
    [id],
  );
  if (!member) throw deactivated();
  return member;
}

export const deactivated = () =>
  new ApiError("forbidden", "This member is deactivated. Ask an admin to let you in again.");
