import { networkOf } from "./access/network.ts";
import type { Hub } from "./hub.ts";
import { keyedHash } from "./signing.ts";

const DAY_MS = 24 * 3_600_000;

/** Everybody on one machine has it: it tells nobody apart. */
const LOOPBACK = /^(?:127\.|::1$|unknown$)/;

/**
 * What is kept of a network address, of readers and of members alike: a keyed hash whose key changes each day (UTC),
 * so that two on one day can be told to be the same, and nobody can be followed.
 * @returns 16 bytes; undefined for an address that says nothing: this machine's own, or none
 */
export async function addressHash(hub: Hub, address: string, at: Date): Promise<Buffer | undefined> {
  if (LOOPBACK.test(address)) return undefined;
  const day = at.toISOString().slice(0, 10);
  return (await keyedHash(hub, `address ${day}`, networkOf(address))).subarray(0, 16);
}

/** The same address as it was hashed today and yesterday: what was noted within 24 hours is one of these. */
export async function addressHashes(hub: Hub, address: string, at: Date): Promise<Buffer[]> {
  const days = [at, new Date(at.getTime() - DAY_MS)];
  const hashes = await Promise.all(days.map((day) => addressHash(hub, address, day)));
  return hashes.filter((hash) => hash !== undefined);
}
