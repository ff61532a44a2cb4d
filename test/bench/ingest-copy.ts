import { once } from "node:events";
import { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { AT_ONCE, rate } from "./ingest-events.ts";
import type { FloorEvent } from "./ingest-floor.ts";

/** The same rows by COPY into the same tables, keys included, one transaction a batch, as many at once; events a second. */
export async function copyRate(url: string, source: string, batches: FloorEvent[][]): Promise<number> {
  const idle = await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      const client = new Client(url);
      await client.connect();
      return client;
    }),
  );
  const clients = [...idle];
  const result = await rate(batches, async (batch) => {
    const client = idle.pop() as Client;
    await copyBatch(client, source, batch);
    idle.push(client);
  });
  for (const client of clients) await client.end();
  return result;
}

async function copyBatch(client: Client, source: string, batch: readonly FloorEvent[]): Promise<void> {
  const copy = async (statement: string, lines: string[]) => {
    const stream = client.query(copyFrom(statement));
    stream.end(`${lines.join("\n")}\n`);
    await once(stream, "finish");
  };
  const now = new Date().toISOString();
  await client.query("begin");
  const { rows } = await client.query<{ id: string }>(
    "select nextval('event_id') as id from generate_series(1, $1)",
    [batch.length],
  );
  const id = (n: number) => rows[n]?.id ?? "";
  // In one order, so that two transactions never wait for each other in a circle.
  const sorted = [...batch].sort((a, b) => Buffer.compare(a.key, b.key));
  await copy(
    "copy event_key (key, digest) from stdin",
    sorted.map(({ key }) => `\\\\x${key.toString("hex")}\t\\\\x${key.toString("hex")}`),
  );
  await copy(
    "copy raw_event (id, source_id, received_at, message_id, type, body) from stdin",
    sorted.map((event, n) => [id(n), source, now, event.messageId, "track", escaped(event.body)].join("\t")),
  );
  await copy(
    "copy touchpoint (id, identity_id, at, received_at, at_basis, kind, passive, title, detail, source_id, rules) from stdin",
    sorted.map((event, n) =>
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

const escaped = (text: string) =>
  text.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n");
