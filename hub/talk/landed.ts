import type { Hub } from "../hub.ts";
import { isVerdict } from "../library/visible-feedback.ts";
import { type Counted, ratesOf } from "../recommend/rates.ts";
import type { Landed } from "./order.ts";

/** So old it may be: what somebody has just said changes no order at once. */
const FRESH_MS = 15_000;
/** So old while it is counted anew: that takes long, and nobody waits for it where people look up all the time. */
const OLDEST_MS = 2 * FRESH_MS;

interface Kept {
  /** What was counted last, and when, by the hub's clock. */
  counted: { at: number; landed: Landed } | undefined;
  reading: Promise<Landed> | undefined;
  /** From what the rates were learned: that takes long too. */
  learned: { from: string; rateOf: Landed["rateOf"] } | undefined;
}
const kept = new WeakMap<Hub, Kept>();
const NOTHING: Counted = { readers: 0, nextStep: 0 };

/** Where there are no talking points. */
export const NOTHING_SAID: Landed = { countedOf: () => NOTHING, rateOf: ratesOf([]) };

/** How often each sentence landed, as it stood some seconds ago. Who asks meanwhile shares the reading. */
export async function landedOf(hub: Hub): Promise<Landed> {
  const state = kept.get(hub) ?? { counted: undefined, reading: undefined, learned: undefined };
  kept.set(hub, state);
  const { counted } = state;
  const age = counted ? Math.abs(hub.now().getTime() - counted.at) : Number.POSITIVE_INFINITY;
  if (counted && age < FRESH_MS) return counted.landed;
  const reading = state.reading ?? readAnew(hub, state);
  if (!counted || age >= OLDEST_MS) return reading;
  reading.catch((error: unknown) =>
    hub.log.warn({ error: (error as Error).name }, "how often sentences landed could not be counted"),
  );
  return counted.landed;
}

function readAnew(hub: Hub, state: Kept): Promise<Landed> {
  const at = hub.now();
  const reading = read(hub, state, at)
    .then((landed) => {
      state.counted = { at: at.getTime(), landed };
      return landed;
    })
    .finally(() => {
      state.reading = undefined;
    });
  state.reading = reading;
  return reading;
}

async function read(hub: Hub, state: Kept, now: Date): Promise<Landed> {
  const rows = await hub.store.query<{ version_id: string; landed: number; of: number }>(
    `select claim_version_id as version_id, count(*) filter (where type = 'landed')::int as landed, count(*)::int as of
     from feedback f where claim_version_id is not null and ${isVerdict("$1")}
     group by claim_version_id order by claim_version_id`,
    [now],
  );
  const counted = new Map(
    rows.map(({ version_id, landed, of }) => [version_id, { readers: of, nextStep: landed }]),
  );
  const from = rows.map(({ landed, of }) => `${landed}/${of}`).join();
  if (state.learned?.from !== from) state.learned = { from, rateOf: ratesOf(counted.values()) };
  return { countedOf: (versionId) => counted.get(versionId) ?? NOTHING, rateOf: state.learned.rateOf };
}
