import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { openPostgres } from "../../hub/store/postgres.ts";
import { randomFrom } from "../support/fault-proxy.ts";
import { faultSeed } from "../support/fault-seed.ts";
import { linkOfHub } from "../support/link-of-hub.ts";
import { faultsOf, readAtOnce } from "../support/many-readers.ts";
import { createDatabase, startPostgres } from "../support/postgres.ts";
import { startHub } from "../support/start-hub.ts";

/** Some in `npm test`; a thousand, with pages as long as people read them, in `npm run soak`. */
const COUNT = Number(process.env.LEADSIDE_READERS ?? 60);
const isLong = COUNT > 100;

test("a hub killed while many read one link loses no view that it acknowledged, and keeps none twice", async () => {
  const random = randomFrom(faultSeed(11));
  const server = await startPostgres({ durable: true });
  const databaseUrl = await createDatabase(server.url);
  const hub = await startHub({ databaseUrl });
  const store = await openPostgres(databaseUrl);
  try {
    const { path, record, token } = await linkOfHub(hub, store, 4);
    const times = isLong
      ? { arriveMs: 10_000, everyMs: 10_000, readMs: 45_000, againMs: 2_000 }
      : { arriveMs: 300, everyMs: 250, readMs: 1_500, againMs: 200 };
    const contexts = contextTimes(() => hub.url, token, record);
    if (isLong) await wait(5_000);
    contexts.begin("reading");
    const reading = readAtOnce({ address: () => hub.url, path, count: COUNT, pages: 4, random, ...times });
    await wait(times.arriveMs + times.readMs / 3);
    await hub.kill();
    await hub.start();
    const logs = await reading;
    const said = await contexts.end();
    if (isLong) process.stdout.write(`${said}\n`);
    expect(await faultsOf(store, logs)).toEqual([]);
  } finally {
    await hub.remove();
    await store.close();
    await server.stop();
  }
}, 240_000);

/** How long the panel's context takes, asked again and again, quiet and while many read. */
function contextTimes(address: () => string, token: string, record: object) {
  const times = { quiet: [] as number[], reading: [] as number[] };
  let phase: keyof typeof times = "quiet";
  let ended = false;
  const running = (async () => {
    while (!ended) {
      const began = performance.now();
      const answer = await fetch(`${address()}/api/context`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ record }),
      }).catch(() => undefined);
      await answer?.arrayBuffer();
      if (answer?.ok) times[phase].push(performance.now() - began);
      await wait(20);
    }
  })();
  return {
    begin(name: keyof typeof times) {
      phase = name;
    },
    async end() {
      ended = true;
      await running;
      return Object.entries(times)
        .map(([name, all]) => {
          const sorted = all.sort((a, b) => a - b);
          const at = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1);
          return `context, ${name}: ${all.length} calls, p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms`;
        })
        .join("\n");
    },
  };
}
