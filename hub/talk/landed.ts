import type { Hub } from "../hub.ts";
import { type Counted, ratesOf } from "../recommend/rates.ts";
import type { Landed } from "./order.ts";

/** So old it may be: what somebody has just said changes no order at once. */
const OLDEST_MS = 15_000;

interface Kept {
  /** By the hub's clock. */
  at: number;
  reading: Promise<Landed>;
}
const kept = new WeakMap<Hub, Kept>();
const NOTHING: Counted = { readers: 0, nextStep: 0 };

/** Where there are no talking points. */
export const NOTHING_SAID: Landed = { countedOf: () => NOTHING, rateOf: ratesOf([]) };

/** How often each sentence landed, as it stood some seconds ago. Who asks meanwhile shares the reading. */
export function landedOf(hub: Hub): Promise<Landed> {
  const now = hub.now().getTime();
  const known = kept.get(hub);
  if (known && Math.abs(now - known.at) < OLDEST_MS) return known.reading;
  const reading = read(hub);
  kept.set(hub, { at: now, reading });
  // What failed is asked again.
  reading.catch(() => kept.delete(hub));
  return reading;
}

async function read(hub: Hub): Promise<Landed> {
  const rows = await hub.store.query<{ version_id: string; landed: number; of: number }>(
    `select claim_version_id as version_id, count(*) filter (where type = 'landed')::int as landed, count(*)::int as of
     from feedback
     where claim_version_id is not null and type in ('landed', 'fell_flat') and visible_at <= $1
       and taken_back_at is null and replaced_at is null
     group by claim_version_id`,
    [hub.now()],
  );
  const counted = new Map(
    rows.map(({ version_id, landed, of }) => [version_id, { readers: of, nextStep: landed }]),
  );
  return {
    countedOf: (versionId) => counted.get(versionId) ?? NOTHING,
    rateOf: ratesOf(counted.values()),
  };
}
