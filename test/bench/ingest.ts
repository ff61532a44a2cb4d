import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type HubInProcess, startHubInProcess } from "./hub-in-process.ts";
import { type FloorEvent, floorKey, insertBare } from "./ingest-floor.ts";
import { number, type Row, shown, spread } from "./report.ts";

const PEOPLE = 2_000;
const BATCH = 100;
const BATCHES = 100;
const ROUNDS = 7;
/** As many batches under way at once as a busy tool has. */
const AT_ONCE = 4;

interface Sent {
  messageId: string;
  timestamp: string;
  person: number;
  text: string;
}

function event(): Sent {
  // One person in two thousand does a tenth of everything, as in life.
  const person = Math.random() < 0.1 ? 0 : Math.floor(Math.random() * PEOPLE);
  const messageId = randomUUID();
  const timestamp = new Date(Date.now() - Math.random() * 400 * 86_400_000).toISOString();
  const text = JSON.stringify({
    type: "track",
    event: "Content Downloaded",
    messageId,
    userId: `user-${person}`,
    timestamp,
    properties: { title: "Migration guide", url: "https://www.acme.example/guides/migration" },
    context: { library: { name: "@segment/analytics-node", version: "3.1.0" }, campaign: { name: "autumn" } },
  });
  return { messageId, timestamp, person, text };
}

const batchesOf = () => Array.from({ length: BATCHES }, () => Array.from({ length: BATCH }, event));

/** Runs a job for each batch, some at once; events a second. */
async function rate(batches: Sent[][], job: (batch: Sent[]) => Promise<void>): Promise<number> {
  const queue = [...batches];
  const begin = performance.now();
  const work = async () => {
    for (let batch = queue.shift(); batch; batch = queue.shift()) await job(batch);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return (batches.length * BATCH * 1_000) / (performance.now() - begin);
}

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
  const rows = await store.query<{ id: number; value: string }>(
    "select id, value from identity where kind = 'user_id'",
  );
  const identities = new Map(rows.map(({ id, value }) => [value, id]));
  const asRows = (batch: Sent[]): FloorEvent[] =>
    batch.map(({ messageId, timestamp, person, text }) => ({
      key: floorKey(source, messageId),
      messageId,
      body: text,
      identityId: identities.get(`user-${person}`) ?? 0,
      at: new Date(timestamp),
      week: mondayOf(timestamp),
    }));

  const ours: number[] = [];
  const bare: number[] = [];
  const copied: number[] = [];
  for (let round = 0; round < ROUNDS + 1; round += 1) {
    const sent = batchesOf();
    const bodies = new Map(sent.map((batch) => [batch, body(batch)]));
    const a = await rate(sent, (batch) => hub.send(bodies.get(batch) ?? new Uint8Array(), writeKey));
    const floor = batchesOf();
    const prepared = new Map(floor.map((batch) => [batch, asRows(batch)]));
    const b = await rate(floor, (batch) => insertBare(store, source, prepared.get(batch) ?? []));
    const c = await copyRate(hub.databaseUrl, source, batchesOf().map(asRows));
    // The first round warms caches and plans.
    if (round === 0) continue;
    ours.push(a);
    bare.push(b);
    copied.push(c);
  }
  const ratios = (floor: number[]) => spread(ours.map((value, n) => value / (floor[n] ?? Number.NaN)));
  const toBare = ratios(bare);
  const toCopy = ratios(copied);
  return [
    {
      what: "ingestion, batches of 100, over bare unnest … on conflict",
      ours: shown(spread(ours), "events/s"),
      floor: shown(spread(bare), "events/s"),
      result: `${number(toBare.median)} × (${number(toBare.low)}–${number(toBare.high)})`,
      budget: "≥ 0.6 ×",
      within: toBare.median >= 0.6,
    },
    {
      what: "ingestion, batches of 100, over COPY",
      ours: shown(spread(ours), "events/s"),
      floor: shown(spread(copied), "events/s"),
      result: `${number(toCopy.median)} × (${number(toCopy.low)}–${number(toCopy.high)})`,
      budget: "≥ 0.25 ×",
      within: toCopy.median >= 0.25,
    },
  ];
}

const body = (batch: Sent[]) =>
  Buffer.from(
    `{"batch":[${batch.map(({ text }) => text).join(",")}],"sentAt":"${new Date().toISOString()}"}`,
  );

async function makePeople(hub: HubInProcess, writeKey: string): Promise<void> {
  for (let first = 0; first < PEOPLE; first += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, n) => ({
      type: "identify",
      messageId: randomUUID(),
      userId: `user-${first + n}`,
      traits: {
        email: `person-${first + n}@company-${(first + n) % 200}.example`,
        name: `Person ${first + n}`,
      },
    }));
    await hub.send(Buffer.from(JSON.stringify({ batch })), writeKey);
  }
}

/** The same rows by COPY into the same tables, keys included, one transaction a batch; events a second. */
async function copyRate(url: string, source: string, batches: FloorEvent[][]): Promise<number> {
  const client = new Client(url);
  await client.connect();
  const text = (value: string) =>
    value.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n");
  const copy = async (statement: string, lines: string[]) => {
    const stream = client.query(copyFrom(statement));
    stream.end(`${lines.join("\n")}\n`);
    await once(stream, "finish");
  };
  const now = new Date().toISOString();
  const begin = performance.now();
  for (const batch of batches) {
    await client.query("begin");
    const { rows } = await client.query<{ id: string }>(
      "select nextval('event_id') as id from generate_series(1, $1)",
      [batch.length],
    );
    const id = (n: number) => rows[n]?.id ?? "";
    await copy(
      "copy event_key (key, digest) from stdin",
      batch.map(({ key }) => `\\\\x${key.toString("hex")}\t\\\\x${key.toString("hex")}`),
    );
    await copy(
      "copy raw_event (id, source_id, received_at, message_id, type, body) from stdin",
      batch.map((event, n) => [id(n), source, now, event.messageId, "track", text(event.body)].join("\t")),
    );
    await copy(
      "copy touchpoint (id, identity_id, at, received_at, at_basis, kind, passive, title, detail, source_id, rules) from stdin",
      batch.map((event, n) =>
        [
          id(n),
          event.identityId,
          event.at.toISOString(),
          now,
          "timestamp",
          "content_downloaded",
          "f",
          "Downloaded migration guide",
          "Migration guide",
          source,
          1,
        ].join("\t"),
      ),
    );
    await client.query("commit");
  }
  const took = performance.now() - begin;
  await client.end();
  return (batches.length * BATCH * 1_000) / took;
}

function mondayOf(timestamp: string): string {
  const date = new Date(timestamp);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
