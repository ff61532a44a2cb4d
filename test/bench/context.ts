import { randomUUID } from "node:crypto";
import type { Store } from "../../hub/store/store.ts";
import { fill, leadId, PEOPLE } from "./context-data.ts";
import { type HubInProcess, startHubInProcess } from "./hub-in-process.ts";
import { number, percentile, type Row, shown, spread } from "./report.ts";

const REQUESTS = 400;
/** `LEADSIDE_BENCH_FULL=1` goes to ten million, which takes minutes to make. */
const SIZES = process.env.LEADSIDE_BENCH_FULL ? [10_000, 10_000_000] : [10_000, 1_000_000];

interface Statement {
  text: string;
  values: readonly unknown[];
}

/** The whole of `/api/context` beside the same statements bare on the same driver, and as the data grows. */
export async function context(): Promise<Row[]> {
  const rows: Row[] = [];
  const medians: { ours: number; bare: number }[] = [];
  for (const size of SIZES) {
    const hub = await startHubInProcess();
    try {
      const { id, writeKey } = await hub.addSource();
      await fill(hub.databaseUrl, id, size);
      const token = await hub.join();
      const { ours, bare } = await compare(hub, token);
      medians.push({ ours: percentile(ours, 0.5), bare: percentile(bare, 0.5) });
      rows.push(beside(size, ours, bare));
      if (size === SIZES.at(-1)) rows.push(await underLoad(hub, token, writeKey));
    } finally {
      await hub.close();
    }
  }
  const [small, large] = medians;
  if (small && large) {
    rows.push({
      what: `/api/context from ${SIZES[0]?.toLocaleString("en")} to ${SIZES[1]?.toLocaleString("en")} touchpoints`,
      ours: `p50 ${number(small.ours)} → ${number(large.ours)} ms`,
      floor: `p50 ${number(small.bare)} → ${number(large.bare)} ms`,
      result: `${number(large.ours / small.ours)} × (bare ${number(large.bare / small.bare)} ×)`,
      budget: "≤ 4 ×",
      within: large.ours / small.ours <= 4,
    });
  }
  return rows;
}

function beside(size: number, ours: number[], bare: number[]): Row {
  const more = percentile(ours, 0.5) - percentile(bare, 0.5);
  const ratio = percentile(ours, 0.5) / percentile(bare, 0.5);
  return {
    what: `/api/context, ${size.toLocaleString("en")} touchpoints, p50`,
    ours: shown(spread(ours), "ms"),
    floor: shown(spread(bare), "ms"),
    result: `+${number(more)} ms, ${number(ratio)} ×`,
    budget: "≤ 0.5 ms more, ≤ 2 ×",
    within: more <= 0.5 && ratio <= 2,
  };
}

/** In turn: a request through the whole handler, and its statements alone, grouped as the handler grouped them. */
async function compare(hub: HubInProcess, token: string): Promise<{ ours: number[]; bare: number[] }> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let n = -100; n < REQUESTS; n += 1) {
    // Every tenth request is about the person with the most touchpoints.
    const lead = n % 10 === 0 ? 0 : Math.abs(n * 7919) % PEOPLE;
    const recorded = record(hub.hub.store);
    await ask(hub, token, lead);
    const groups = recorded.stop();
    const a = await timed(() => ask(hub, token, lead));
    const b = await timed(() => replay(hub.hub.store, groups));
    if (n < 0) continue;
    ours.push(a);
    bare.push(b);
  }
  return { ours, bare };
}

const ask = (hub: HubInProcess, token: string, lead: number) =>
  hub.post(
    "/api/context",
    { record: { crm: "salesforce", org: "acme", object: "Lead", id: leadId(lead) } },
    `Bearer ${token}`,
  );

async function timed(job: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await job();
  return performance.now() - begin;
}

/** Writes down the statements that run, those at the same time as one group. */
function record(store: Store): { stop(): Statement[][] } {
  const groups: Statement[][] = [];
  const query = store.query;
  let active = 0;
  store.query = async <Row>(text: string, values: readonly unknown[] = []) => {
    if (active === 0) groups.push([]);
    active += 1;
    groups.at(-1)?.push({ text, values });
    try {
      return (await query.call(store, text, values)) as Row[];
    } finally {
      active -= 1;
    }
  };
  return {
    stop() {
      store.query = query;
      return groups;
    },
  };
}

async function replay(store: Store, groups: Statement[][]): Promise<void> {
  for (const group of groups) await Promise.all(group.map(({ text, values }) => store.query(text, values)));
}

/** Look-ups while a tool sends half of what can be ingested at most. */
async function underLoad(hub: HubInProcess, token: string, writeKey: string): Promise<Row> {
  const batch = () =>
    Buffer.from(
      JSON.stringify({
        batch: Array.from({ length: 100 }, () => ({
          type: "track",
          event: "Content Downloaded",
          messageId: randomUUID(),
          userId: `person-${Math.floor(Math.random() * PEOPLE)}@company-1.example`,
          timestamp: new Date().toISOString(),
          properties: { title: "Guide" },
        })),
      }),
    );
  const alone = [];
  for (let n = 0; n < 60; n += 1) alone.push(await timed(() => hub.send(batch(), writeKey)));
  const took = percentile(alone, 0.5);
  let sending = true;
  const sender = (async () => {
    // As long a pause as the batch took: half of the peak.
    while (sending) {
      await hub.send(batch(), writeKey);
      await new Promise((resolve) => setTimeout(resolve, took));
    }
  })();
  const ours: number[] = [];
  for (let n = 0; n < REQUESTS; n += 1) {
    ours.push(await timed(() => ask(hub, token, Math.abs(n * 7919) % PEOPLE)));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  sending = false;
  await sender;
  const p99 = percentile(ours, 0.99);
  return {
    what: "/api/context while ingesting at half the peak, p99",
    ours: `p50 ${number(percentile(ours, 0.5))} ms, p99 ${number(p99)} ms`,
    floor: `one batch of 100 alone: ${number(took)} ms`,
    result: `p99 ${number(p99)} ms`,
    budget: "≤ 50 ms",
    within: p99 <= 50,
  };
}
