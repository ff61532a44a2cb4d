import { ApiError } from "../http/api-error.ts";
import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { hashSecret, newCode } from "../secret.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { memberEmail } from "./email.ts";
import { admittedMember } from "./issue-token.ts";

const VALID_MS = 24 * 3_600_000;

/** The address that a code of this module signs in at. */
export const startLink = (hub: Hub, code: string) => `${hub.settings.publicUrl}/desk/start#${code}`;

/** Makes a link that signs a member in at the desk, once, for a day: for who lost every other way in. */
export function signInLinkHandler(hub: Hub): Handler<"signInLink"> {
  return (request, call) =>
    hub.store.transaction(async (sql) => {
      const now = hub.now();
      const [known] = await sql.query<{ member_id: string }>(
        "select member_id from sign_in_identity where kind = 'email' and value = $1",
        [memberEmail(request.email)],
      );
      if (!known) throw new ApiError("not_found", "No member has this address. Invite them instead.");
      const memberId = known.member_id;
      // By the member's id: the write's key is kept for ever, and their address must not be.
      const turn = await writeOnce(sql, { kind: "signInLink", call, request: { memberId }, now });
      await admittedMember(sql, memberId);
      const id = call.idempotencyKey;
      const code = newCode();
      if (turn.first) {
        const expiresAt = new Date(now.getTime() + VALID_MS);
        await sql.query(
          `insert into sign_in_link (id, code_hash, member_id, created_by, created_at, expires_at)
           values ($1, $2, $3, $4, $5, $6)`,
          [
            id,
            hashSecret(code),
            memberId,
            call.caller.kind === "member" ? call.caller.member.id : call.caller.kind,
            now,
            expiresAt,
          ],
        );
        return { id, link: startLink(hub, code), expiresAt: expiresAt.toISOString() };
      }
      const renewed = turn.freshSecret
        ? await sql.query(
            "update sign_in_link set code_hash = $2 where id = $1 and used_at is null returning id",
            [id, hashSecret(code)],
          )
        : [];
      const [made] = await sql.query<{ expires_at: Date }>(
        "select expires_at from sign_in_link where id = $1",
        [id],
      );
      const expiresAt = (made?.expires_at ?? now).toISOString();
      return renewed.length > 0 ? { id, link: startLink(hub, code), expiresAt } : { id, expiresAt };
    });
}

export interface SignInLink {
  /** null: to set up a hub without a member. */
  memberId: string | null;
}

/**
 * The link that a code is of; undefined for no such code.
 * @param use whether it is used up
 * @throws ApiError that says what is the matter with it
 */
export async function readSignInLink(
  sql: Sql,
  code: string,
  now: Date,
  use: boolean,
): Promise<SignInLink | undefined> {
  const [link] = await sql.query<{
    id: string;
    member_id: string | null;
    expires_at: Date;
    used_at: Date | null;
  }>(
    `select id, member_id, expires_at, used_at from sign_in_link where code_hash = $1 ${use ? "for update" : ""}`,
    [hashSecret(code)],
  );
  if (!link) return undefined;
  if (link.used_at) {
    throw new ApiError("invite_used", "This link was used already. Ask an admin for a new one.");
  }
  if (link.expires_at <= now) {
    throw new ApiError("invite_expired", "This link has expired. Ask an admin for a new one.");
  }
  if (use) await sql.query("update sign_in_link set used_at = $2 where id = $1", [link.id, now]);
  return { memberId: link.member_id };
}

/** Forgets links that are long over. */
export async function pruneSignInLinks(sql: Sql, now: Date): Promise<void> {
  await sql.query("delete from sign_in_link where expires_at < $1", [new Date(now.getTime() - VALID_MS)]);
}
