import { ApiError } from "../http/api-error.ts";
import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { hashSecret, newCode } from "../secret.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { memberEmail } from "./email.ts";

const VALID_MS = 7 * 24 * 3_600_000;

/** Invites one address, once, for seven days; an address that is a member's, for that member alone. */
export function inviteHandler(hub: Hub): Handler<"invite"> {
  return (request, call) =>
    hub.store.transaction(async (sql) => {
      const now = hub.now();
      // The write's key is kept for ever, and out of a bare digest an address can be had by trying.
      const email = await keyedDigest(sql, memberEmail(request.email));
      const turn = await writeOnce(sql, { kind: "invite", call, request: { ...request, email }, now });
      const id = call.idempotencyKey;
      const code = newCode();
      const link = `${hub.settings.publicUrl}/join#${code}`;
      const reply = { id, email: request.email, role: request.role };
      if (turn.first) {
        await refuseDeactivated(sql, memberEmail(request.email));
        const expiresAt = new Date(now.getTime() + VALID_MS);
        await sql.query(
          `insert into invite (id, code_hash, email, email_shown, role, member_id, created_by, created_at, expires_at)
           values ($1, $2, $3, $4, $5,
                   (select member_id from sign_in_identity where kind = 'email' and value = $3), $6, $7, $8)`,
          [
            id,
            hashSecret(code),
            memberEmail(request.email),
            request.email,
            request.role,
            call.caller.kind === "member" ? call.caller.member.id : call.caller.kind,
            now,
            expiresAt,
          ],
        );
        return { ...reply, expiresAt: expiresAt.toISOString(), code, link };
      }
      const renewed = turn.freshSecret
        ? await sql.query<{ expires_at: Date }>(
            "update invite set code_hash = $2 where id = $1 and used_at is null and revoked_at is null returning expires_at",
            [id, hashSecret(code)],
          )
        : [];
      if (renewed[0]) return { ...reply, expiresAt: renewed[0].expires_at.toISOString(), code, link };
      const [invite] = await sql.query<{ expires_at: Date }>("select expires_at from invite where id = $1", [
        id,
      ]);
      return { ...reply, expiresAt: (invite?.expires_at ?? now).toISOString() };
    });
}

/** Hexadecimal; the same text gives the same on this database alone. */
async function keyedDigest(sql: Sql, text: string): Promise<string> {
  const [row] = await sql.query<{ digest: string }>(
    "select encode(sha256(suppression_secret || convert_to($1, 'UTF8')), 'hex') as digest from hub",
    [text],
  );
  if (!row) throw new Error("The database has no row for its hub");
  return row.digest;
}

/** An invitation would not let them in. */
async function refuseDeactivated(sql: Sql, email: string): Promise<void> {
  const known = await sql.query(
    `select 1 from sign_in_identity identity join member on member.id = identity.member_id
     where identity.kind = 'email' and identity.value = $1 and member.deactivated_at is not null`,
    [email],
  );
  if (known.length > 0) {
    throw new ApiError("conflict", "This member is deactivated. Reactivate them first, then invite them.");
  }
}
