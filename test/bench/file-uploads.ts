import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRunFile } from "../../hub/run-file.ts";
import { migrate } from "../../hub/store/migrate.ts";
import { openPglite } from "../../hub/store/pglite.ts";
import { openPostgres } from "../../hub/store/postgres.ts";
import type { Store } from "../../hub/store/store.ts";
import { MOST_PIECE_BYTES } from "../../lib/contract/asset.ts";
import { sendFile } from "../fixtures/sample/content/send-file.ts";
import { joinAs } from "../support/call-hub.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import { number, type Row } from "./report.ts";

const CHUNK = 65_536;

/** One upload to a hub in a process of its own, its speed and memory, beside the same bytes put into the same table. */
export async function uploads(
  engine: string,
  options: { databaseUrl?: string },
  file: Uint8Array,
): Promise<Row[]> {
  const hub = await startHub(options);
  try {
    const token = await joinAs(hub, "dana@acme.example", "Dana", "marketer");
    // The first megabytes warm code and pool.
    await sendFile(hub.url, token, { name: "small.mp4", bytes: smaller(file) });
    const before = await memory(hub);
    const ours = await seconds(() => sendFile(hub.url, token, { name: "large.mp4", bytes: file }));
    const after = await memory(hub);
    const bare = await seconds(await bareInsert(options, file));
    const rate = (taken: number) => `${number(file.byteLength / 2 ** 20 / taken)} MiB/s`;
    return [
      {
        what: `${engine}: an upload of 100 MiB in pieces of 4, checked`,
        ours: rate(ours),
        floor: `${rate(bare)}, the same chunks inserted`,
        result: `${number(bare / ours)} ×`,
        budget: "shown",
      },
      ...(after
        ? [
            {
              what: `${engine}: memory of the hub at most, with that upload`,
              ours: mib(after.most),
              floor: `${mib(before?.most ?? 0)} before it`,
              result: `${mib(after.most - (before?.most ?? 0))} more`,
              budget: "shown",
            },
          ]
        : []),
    ];
  } finally {
    await hub.remove();
  }
}

/** The same kind of file, a twentieth as long. */
function smaller(file: Uint8Array): Uint8Array {
  const from = Buffer.from(file).indexOf("free", 0, "latin1") - 4;
  const part = Buffer.from(file.subarray(0, file.byteLength / 20));
  part.writeUInt32BE(part.byteLength - from, from);
  return part;
}

/** The least that keeping a file must do: its chunks, sixty-four in a transaction, with nothing looked at. */
async function bareInsert(options: { databaseUrl?: string }, file: Uint8Array): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "leadside-bench-"));
  const store: Store = options.databaseUrl
    ? await openPostgres(options.databaseUrl)
    : await openPglite(folder);
  await migrate(store);
  const id = "00000000-0000-4000-8000-000000000001";
  await store.query("insert into file (id, name, bytes, chunk_bytes) values ($1, 'bare', $2, $3)", [
    id,
    file.byteLength,
    CHUNK,
  ]);
  return async () => {
    for (let at = 0; at < file.byteLength; at += MOST_PIECE_BYTES)
      await store.transaction(async (sql) => {
        for (let from = at; from < Math.min(at + MOST_PIECE_BYTES, file.byteLength); from += CHUNK)
          await sql.query("insert into file_chunk (file_id, n, bytes) values ($1, $2, $3)", [
            id,
            from / CHUNK,
            file.subarray(from, from + CHUNK),
          ]);
      });
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function seconds(job: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await job();
  return (performance.now() - begin) / 1_000;
}

/** What Linux says of the hub's process, in bytes; nothing elsewhere. */
async function memory(hub: HubProcess): Promise<{ most: number } | undefined> {
  if (process.platform !== "linux") return undefined;
  const run = await readRunFile(hub.dataDir);
  const status = readFileSync(`/proc/${run?.pid}/status`, "utf8");
  return { most: Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024 };
}

const mib = (bytes: number) => `${number(bytes / 2 ** 20)} MiB`;
