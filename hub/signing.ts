import { createHmac, timingSafeEqual } from "node:crypto";
import type { Hub } from "./hub.ts";

/** A restored backup brings the secret of another database; every process knows it within a minute. */
const KNOWN_MS = 60_000;

const known = new WeakMap<Hub, { secret: Promise<Buffer>; until: number }>();

/**
 * The secret that all hubs on one database share, for what they sign and hash. An export of the whole hub carries it,
 * as it carries everything: whoever has that file can sign as this hub does.
 */
export function signingSecret(hub: Hub): Promise<Buffer> {
  const now = performance.now();
  const kept = known.get(hub);
  if (kept && kept.until > now) return kept.secret;
  const secret = hub.store
    .query<{ secret: Buffer }>("select signing_secret as secret from hub")
    .then(([row]) => {
      if (!row) throw new Error("The database has no row for its hub");
      return row.secret;
    });
  secret.catch(() => known.delete(hub));
  known.set(hub, { secret, until: now + KNOWN_MS });
  return secret;
}

/**
 * A keyed hash of a text, 32 bytes.
 * @param purpose what it is for: what is signed for one purpose is worth nothing for another
 */
export async function keyedHash(hub: Hub, purpose: string, text: string | Uint8Array): Promise<Buffer> {
  return createHmac("sha256", await signingSecret(hub))
    .update(`${purpose}\0`)
    .update(text)
    .digest();
}

/** Compares in a time that tells nothing of where two differ. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}
