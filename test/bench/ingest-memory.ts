import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { readRunFile } from "../../hub/run-file.ts";
import { addSource } from "../support/call-hub.ts";
import { createDatabase, startPostgres } from "../support/postgres.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import { BATCH, bodyOf, makeBatches, rate } from "./ingest-events.ts";
import { number, type Row } from "./report.ts";

const FULL = process.env.LEADSIDE_BENCH_FULL;
/** Batches of a hundred: a hundred thousand events, or a million with `LEADSIDE_BENCH_FULL=1`. */
const BATCHES = FULL ? 10_000 : 1_000;
const CHUNK = 100;

/** Memory of a hub in a process of its own, before and after many events. Linux only: elsewhere there is no row. */
export async function memory(): Promise<Row[]> {
  if (process.platform !== "linux") return [];
  const server = await startPostgres({ durable: true });
  try {
    const databaseUrl = await createDatabase(server.url);
    return [await grown("PostgreSQL", { databaseUrl }), await grown("PGlite", {})];
  } finally {
    await server.stop();
  }
}

async function grown(engine: string, options: { databaseUrl?: string }): Promise<Row> {
  const hub = await startHub(options);
  try {
    const writeKey = await addSource(hub, "Bench");
    const chunk = () =>
      rate(makeBatches(CHUNK).map(bodyOf), (body) => sendUntilTaken(hub.url, writeKey, body));
    await chunk();
    const before = await measure(hub);
    for (let sent = 0; sent < BATCHES; sent += CHUNK) await chunk();
    const after = await measure(hub);
    const events = (batches: number) => `${(batches * BATCH).toLocaleString("en")} events`;
    return {
      what: `resident memory of a hub on ${engine} after ${events(CHUNK + BATCHES)}`,
      ours: `${mib(after.resident)}, at most ${mib(after.most)}`,
      floor: `after ${events(CHUNK)}: ${mib(before.resident)}, at most ${mib(before.most)}`,
      result: `${mib(after.resident - before.resident)} more`,
      budget: "shown",
    };
  } finally {
    await hub.remove();
  }
}

const mib = (bytes: number) => `${number(bytes / 2 ** 20)} MiB`;

interface Memory {
  resident: number;
  /** Since its start. */
  most: number;
}

/** What the system says of the hub's process, in bytes. */
async function measure(hub: HubProcess): Promise<Memory> {
  const run = await readRunFile(hub.dataDir);
  const status = readFileSync(`/proc/${run?.pid}/status`, "utf8");
  const value = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) * 1024;
  return { resident: value("VmRSS"), most: value("VmHWM") };
}

/** The hub holds up a key that sends too fast, and says for how long. */
async function sendUntilTaken(url: string, writeKey: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/v1/batch`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, "content-type": "application/json" },
      body,
    });
    const text = await response.text();
    if (response.ok) return;
    if (response.status !== 429) throw new Error(`A batch was refused: ${text}`);
    await setTimeout(Number(response.headers.get("retry-after")) * 1_000);
  }
}
