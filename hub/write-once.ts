import { createHash } from "node:crypto";
import { ApiError } from "./http/api-error.ts";
import type { Call } from "./http/handler.ts";
import type { Sql } from "./store/store.ts";

/** For so long the same write is given a fresh secret, so that a lost answer locks nobody out. */
const SECRET_AGAIN_MS = 15 * 60_000;

export interface Write {
  /** The endpoint, such as `invite`. */
  kind: string;
  call: Call;
  /** The parsed request: two writes with one key must have it in common. */
  request: unknown;
  now: Date;
}

/** `freshSecret`: the reply of a repeated write may hold a secret once more, if the one before is revoked. */
export type Turn = { first: true } | { first: false; freshSecret: boolean };

/**
 * Says whether this write's key was used before. Call it first in the write's transaction: a second write
 * with the key waits here until the first is committed.
 * @throws ApiError `conflict` when the key was used by another author, for another endpoint or another payload
 */
export async function writeOnce(sql: Sql, write: Write): Promise<Turn> {
  const key = write.call.idempotencyKey;
  const author = authorOf(write.call);
  const digest = createHash("sha256").update(sortedJson(write.request)).digest();
  const inserted = await sql.query(
    `insert into write_once (key, author, kind, digest, at) values ($1, $2, $3, $4, $5)
     on conflict (key) do nothing returning key`,
    [key, author, write.kind, digest, write.now],
  );
  if (inserted.length > 0) return { first: true };
  const [known] = await sql.query<{ author: string; kind: string; digest: Buffer; at: Date }>(
    "select author, kind, digest, at from write_once where key = $1",
    [key],
  );
  if (!known || known.author !== author || known.kind !== write.kind || !known.digest.equals(digest)) {
    throw new ApiError("conflict", "This Idempotency-Key was used for another write. Use a new one.");
  }
  return { first: false, freshSecret: write.now.getTime() - known.at.getTime() <= SECRET_AGAIN_MS };
}

function authorOf(call: Call): string {
  return call.caller.kind === "member" ? `member:${call.caller.member.id}` : call.caller.kind;
}

/** JSON that does not depend on the order in which keys were written. */
function sortedJson(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === "object" && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? ""
  );
}
