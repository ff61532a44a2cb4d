import { besideRow, underLoad } from "./context.ts";
import { askFor, fill, personOf } from "./context-data.ts";
import { type Beside, beside } from "./context-replay.ts";
import { type HubInProcess, startHubInProcess } from "./hub-in-process.ts";
import { bodyOf, makeBatches, makePeople, rate } from "./ingest-events.ts";
import { floorEvents, insertBare } from "./ingest-floor.ts";
import { number, type Row, shown, spread } from "./report.ts";

const BATCHES = 40;
const ROUNDS = 5;
const REQUESTS = 200;
const TOUCHPOINTS = 100_000;

/** The same on PGlite, which works within the hub's own process: nothing else goes on while it does. */
export async function embedded(): Promise<Row[]> {
  return [...(await withHub(ingestion)), ...(await withHub(lookUps))];
}

async function withHub(measure: (hub: HubInProcess) => Promise<Row[]>): Promise<Row[]> {
  const hub = await startHubInProcess("pglite");
  try {
    return await measure(hub);
  } finally {
    await hub.close();
  }
}

async function ingestion(hub: HubInProcess): Promise<Row[]> {
  const { store } = hub.hub;
  const { id: source, writeKey } = await hub.addSource();
  await makePeople(hub, writeKey);
  const asRows = await floorEvents(store, source);
  const ours: number[] = [];
  const bare: number[] = [];
  const stalls = { ours: 0, bare: 0 };
  for (let round = 0; round < ROUNDS + 1; round += 1) {
    const bodies = makeBatches(BATCHES).map(bodyOf);
    const prepared = makeBatches(BATCHES).map(asRows);
    const a = await stalled(() => rate(bodies, (body) => hub.send(body, writeKey)));
    const b = await stalled(() => rate(prepared, (events) => insertBare(store, source, events)));
    if (round === 0) continue;
    ours.push(a.value);
    bare.push(b.value);
    stalls.ours = Math.max(stalls.ours, a.longest);
    stalls.bare = Math.max(stalls.bare, b.longest);
  }
  const { median, low, high } = spread(ours.map((value, n) => value / (bare[n] ?? Number.NaN)));
  return [
    {
      what: "PGlite: ingestion, batches of 100, over unnest … on conflict, bare",
      ours: shown(spread(ours), "events/s"),
      floor: shown(spread(bare), "events/s"),
      result: `${number(median)} × (${number(low)}–${number(high)})`,
      budget: "shown",
    },
    stallRow("PGlite: longest stall of the event loop while ingesting", stalls.ours, stalls.bare),
  ];
}

async function lookUps(hub: HubInProcess): Promise<Row[]> {
  const { id: source, writeKey } = await hub.addSource();
  await fill(hub, source, TOUCHPOINTS);
  const token = await hub.join();
  const { value: times, longest } = await stalled(async () => {
    const all: Beside[] = [];
    for (let n = -20; n < REQUESTS; n += 1) {
      const time = await beside(hub, () => askFor(hub, token, personOf(n)));
      if (n >= 0) all.push(time);
    }
    return all;
  });
  const { value: loaded, longest: longestLoaded } = await stalled(() =>
    underLoad(hub, token, writeKey, null),
  );
  return [
    besideRow(`PGlite: /api/context, ${TOUCHPOINTS.toLocaleString("en")} touchpoints`, times, false),
    { ...loaded, what: `PGlite: ${loaded.what}` },
    stallRow("PGlite: longest stall of the event loop, look-ups while ingesting", longestLoaded, longest),
  ];
}

/** What a job gives, and the longest that the event loop stood still meanwhile; milliseconds. */
async function stalled<Value>(job: () => Promise<Value>): Promise<{ value: Value; longest: number }> {
  let last = performance.now();
  let longest = 0;
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  const value = await job();
  look();
  clearInterval(timer);
  return { value, longest };
}

const stallRow = (what: string, ours: number, floor: number): Row => ({
  what,
  ours: `${number(ours)} ms`,
  floor: `${number(floor)} ms`,
  result: `${number(ours)} ms`,
  budget: "shown",
});
