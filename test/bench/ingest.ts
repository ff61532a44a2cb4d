import { type HubInProcess, startHubInProcess } from "./hub-in-process.ts";
import { copyRate } from "./ingest-copy.ts";
import { bodyOf, makeBatches, makePeople, rate } from "./ingest-events.ts";
import { floorEvents, insertBare } from "./ingest-floor.ts";
import { number, type Row, shown, spread } from "./report.ts";

const BATCHES = 100;
const ROUNDS = 9;

/** Ingestion of batches of 100, committed and deduplicated, beside bare SQL into the same tables. */
export async function ingest(): Promise<Row[]> {
  const hub = await startHubInProcess();
  try {
    return await measure(hub);
  } finally {
    await hub.close();
  }
}

async function measure(hub: HubInProcess): Promise<Row[]> {
  const { store } = hub.hub;
  const { id: source, writeKey } = await hub.addSource();
  await makePeople(hub, writeKey);
  const asRows = await floorEvents(store, source);

  const ours: number[] = [];
  const bare: number[] = [];
  const copied: number[] = [];
  for (let round = 0; round < ROUNDS + 1; round += 1) {
    const bodies = makeBatches(BATCHES).map(bodyOf);
    const a = await rate(bodies, (body) => hub.send(body, writeKey));
    const prepared = makeBatches(BATCHES).map(asRows);
    const b = await rate(prepared, (events) => insertBare(store, source, events));
    const c = await copyRate(hub.databaseUrl ?? "", source, makeBatches(BATCHES).map(asRows));
    // The first round warms caches and plans.
    if (round === 0) continue;
    ours.push(a);
    bare.push(b);
    copied.push(c);
  }
  return [
    over("unnest … on conflict, bare", ours, bare, 0.6),
    over("COPY into the same tables", ours, copied, 0.25),
  ];
}

function over(what: string, ours: number[], floor: number[], budget: number): Row {
  const { median, low, high } = spread(ours.map((value, n) => value / (floor[n] ?? Number.NaN)));
  return {
    what: `ingestion, batches of 100, over ${what}`,
    ours: shown(spread(ours), "events/s"),
    floor: shown(spread(floor), "events/s"),
    result: `${number(median)} × (${number(low)}–${number(high)})`,
    budget: `≥ ${budget} ×`,
    within: median >= budget,
  };
}
