import { timingSafeEqual } from "node:crypto";
import type { Role } from "../../lib/contract/member.ts";
import { ApiError } from "../http/api-error.ts";
import type { Authenticate, CallerIs } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { hashSecret, hashSession } from "../secret.ts";

const USED_EVERY_MS = 3_600_000;

/**
 * A bearer is an extension's token or an admin's, a cookie a sign-in of the desk: neither is taken for the other.
 * @param adminTokens bearers with the admin role and no member: the setting's, and the one of this run
 */
export function authenticator(hub: Hub, adminTokens: readonly string[]): Authenticate {
  const admins = adminTokens.map(hashSecret);
  return async ({ authorization, session }) => {
    if (authorization === undefined) {
      if (session === undefined) return { kind: "anyone" };
      // A cookie that has run out is sent for a while longer, also to where one signs in again.
      return (await readToken(hub, "session", hashSession(session))) ?? { kind: "anyone" };
    }
    const token = /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(authorization)?.[1];
    if (!token) throw new ApiError("unauthorized", "Send `Authorization: Bearer <token>`.");
    const hash = hashSecret(token);
    if (admins.some((admin) => timingSafeEqual(admin, hash))) return { kind: "admin" };
    const caller = await readToken(hub, "extension", hash);
    if (!caller) {
      throw new ApiError(
        "unauthorized",
        "This access was revoked, or never given. Ask for a new invitation.",
      );
    }
    return caller;
  };
}

async function readToken(
  hub: Hub,
  kind: "extension" | "session",
  hash: Buffer,
): Promise<CallerIs | undefined> {
  const [row] = await hub.store.query<{
    token_id: string;
    last_used_at: Date | null;
    id: string;
    name: string;
    email: string;
    role: Role;
  }>(
    `select token.id as token_id, token.last_used_at, member.id, member.name, member.role, identity.shown as email
     from token
     join member on member.id = token.member_id
     join sign_in_identity identity on identity.member_id = member.id and identity.kind = 'email'
     where token.hash = $1 and token.kind = $2 and token.revoked_at is null
       and (token.expires_at is null or token.expires_at > $3) and member.deactivated_at is null`,
    [hash, kind, hub.now()],
  );
  if (!row) return undefined;
  noteUse(hub, row.token_id, row.last_used_at);
  const { id, name, email, role } = row;
  return { kind: "member", member: { id, name, email, role }, tokenId: row.token_id };
}

/** Once an hour at most, and nobody waits for it: reading must not turn into writing. */
function noteUse(hub: Hub, tokenId: string, lastUsed: Date | null): void {
  const now = hub.now();
  const due = new Date(now.getTime() - USED_EVERY_MS);
  if (lastUsed && lastUsed > due) return;
  hub.store
    .query(
      "update token set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $3)",
      [tokenId, now, due],
    )
    .catch((error: unknown) => hub.log.debug({ name: (error as Error).name }, "use of a token not noted"));
}
