import { startPostgres } from "../support/postgres.ts";
import { colleaguesOfLarge } from "./context-colleagues.ts";
import { addressOf, askFor, fill, personOf } from "./context-data.ts";
import { withFeedback } from "./context-feedback.ts";
import { withRecommendations } from "./context-recommend.ts";
import { type Beside, beside, timed } from "./context-replay.ts";
import { type HubInProcess, startHubInProcess } from "./hub-in-process.ts";
import { arriving, bodyOf, makeBatches, rate, sendSteadily } from "./ingest-events.ts";
import { number, percentile, type Row, shown, spread } from "./report.ts";

const REQUESTS = 400;
const WARM_UP = 100;
/** Touchpoints of everybody but the one with a hundred thousand. `LEADSIDE_BENCH_FULL=1` adds ten million, which take minutes to make. */
const SIZES = [10_000, 100_000, 1_000_000, ...(process.env.LEADSIDE_BENCH_FULL ? [10_000_000] : [])];

interface Measured {
  size: number;
  hub: HubInProcess;
  source: string;
  writeKey: string;
  token: string;
  times: Beside[];
}

/** The whole of `/api/context` beside the same statements bare on the same driver, as the data grows, on one server. */
export async function context(): Promise<Row[]> {
  const server = await startPostgres({ durable: true });
  const measured: Measured[] = [];
  try {
    for (const size of SIZES) {
      const hub = await startHubInProcess(server);
      const { id: source, writeKey } = await hub.addSource();
      await fill(hub, source, size);
      measured.push({ size, hub, source, writeKey, token: await hub.join(), times: [] });
    }
    // In turn, so that whatever else the machine does falls on every size alike.
    for (let n = -WARM_UP; n < REQUESTS; n += 1) {
      for (const { hub, token, times } of measured) {
        const time = await beside(hub, () => askFor(hub, token, personOf(n)));
        if (n >= 0) times.push(time);
      }
    }
    const rows = measured.map(({ size, times }) =>
      besideRow(`/api/context, ${size.toLocaleString("en")} touchpoints`, times),
    );
    const [smallest, largest] = [measured[0], measured.at(-1)];
    if (!smallest || !largest) return rows;
    return [
      ...rows,
      growth(smallest, largest),
      await underLoad(largest.hub, largest.token, largest.writeKey),
      ...(await colleaguesOfLarge(largest.hub, largest.token, largest.source)),
      ...(await withRecommendations(largest.hub, largest.token)),
      ...(await withFeedback(largest.hub, largest.token)),
    ];
  } finally {
    for (const { hub } of measured) await hub.close();
    await server.stop();
  }
}

/** A row for the whole handler beside its statements. */
export function besideRow(what: string, times: readonly Beside[], budget = true): Row {
  const ours = times.map((time) => time.ours);
  const bare = times.map((time) => time.bare);
  const more = percentile(ours, 0.5) - percentile(bare, 0.5);
  const ratio = percentile(ours, 0.5) / percentile(bare, 0.5);
  return {
    what: `${what}, p50`,
    ours: `${shown(spread(ours), "ms")}, p99 ${number(percentile(ours, 0.99))}`,
    floor: `${shown(spread(bare), "ms")}, p99 ${number(percentile(bare, 0.99))}`,
    result: `+${number(more)} ms, ${number(ratio)} ×`,
    budget: budget ? "≤ 0.5 ms more, ≤ 2 ×" : "shown",
    ...(budget ? { within: more <= 0.5 && ratio <= 2 } : {}),
  };
}

function growth(smallest: Measured, largest: Measured): Row {
  const p50 = ({ times }: Measured, which: keyof Beside) =>
    percentile(
      times.map((time) => time[which]),
      0.5,
    );
  const arrow = (which: keyof Beside) =>
    `p50 ${number(p50(smallest, which))} → ${number(p50(largest, which))} ms`;
  const times = p50(largest, "ours") / p50(smallest, "ours");
  return {
    what: `/api/context from ${smallest.size.toLocaleString("en")} to ${largest.size.toLocaleString("en")} touchpoints`,
    ours: arrow("ours"),
    floor: arrow("bare"),
    result: `${number(times)} × (bare ${number(p50(largest, "bare") / p50(smallest, "bare"))} ×)`,
    budget: "≤ 4 ×",
    within: times <= 4,
  };
}

/** Look-ups while a tool sends half of what can be ingested at most. */
export async function underLoad(
  hub: HubInProcess,
  token: string,
  writeKey: string,
  budget: number | null = 50,
): Promise<Row> {
  const ask = (n: number) => arriving(() => timed(() => askFor(hub, token, personOf(n))));
  const peak = await rate(makeBatches(60, addressOf).map(bodyOf), (body) => hub.send(body, writeKey));
  const alone: number[] = [];
  for (let n = 0; n < 100; n += 1) alone.push(await ask(n));
  const steady = sendSteadily(peak / 2, async () => {
    for (const batch of makeBatches(1, addressOf)) await hub.send(bodyOf(batch), writeKey);
  });
  const ours: number[] = [];
  for (let n = 0; n < REQUESTS; n += 1) {
    ours.push(await ask(n));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const sent = await steady.stop();
  const p99 = percentile(ours, 0.99);
  return {
    what: `/api/context while ingesting ${number(sent)} events/s, half of ${number(peak)}`,
    ours: `p50 ${number(percentile(ours, 0.5))} ms, p99 ${number(p99)} ms`,
    floor: `without: p50 ${number(percentile(alone, 0.5))} ms, p99 ${number(percentile(alone, 0.99))} ms`,
    result: `p99 ${number(p99)} ms`,
    budget: budget === null ? "shown" : `≤ ${budget} ms`,
    ...(budget === null ? {} : { within: p99 <= budget }),
  };
}
