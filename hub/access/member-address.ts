import { addressHash } from "../address-hash.ts";
import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";

const EVERY_MS = 3_600_000;
const KEPT_MS = 24 * 3_600_000;
/** Addresses that one process remembers; beyond, it only writes more often than it need. */
const MOST = 10_000;

/**
 * Notes where members call from, as a keyed hash, so that a view of a link from there is known to be the team's own.
 * Once an hour an address and process, and nobody waits for it.
 */
export function memberAddresses(hub: Hub): (address: string) => void {
  const noted = new Map<string, number>();
  return (address) => {
    const now = hub.now();
    const before = noted.get(address);
    if (before !== undefined && Math.abs(now.getTime() - before) < EVERY_MS) return;
    if (noted.size >= MOST) noted.clear();
    noted.set(address, now.getTime());
    note(hub, address, now).catch((error: unknown) => {
      noted.delete(address);
      hub.log.debug({ name: (error as Error).name }, "a member's address not noted");
    });
  };
}

async function note(hub: Hub, address: string, now: Date): Promise<void> {
  const hash = await addressHash(hub, address, now);
  if (hash === undefined) return;
  await hub.store.query(
    `insert into member_address (address_hash, at) values ($1, $2)
     on conflict (address_hash) do update set at = greatest(member_address.at, excluded.at)`,
    [hash, now],
  );
}

/** Forgets what is older than a day. */
export async function pruneMemberAddresses(sql: Sql, now: Date): Promise<void> {
  await sql.query("delete from member_address where at < $1", [new Date(now.getTime() - KEPT_MS)]);
}
