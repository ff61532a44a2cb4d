import { randomUUID } from "node:crypto";
import { CHUNK_BYTES, cutIntoChunks, writeChunks } from "../../hub/files/chunks.ts";
import { signAddress } from "../../hub/files/signed-address.ts";
import type { PostgresServer } from "../support/postgres.ts";
import { timed } from "./context-replay.ts";
import { type HubInProcess, startHubInProcess } from "./hub-in-process.ts";
import { number, percentile, type Row, shown, spread } from "./report.ts";

const RANGE = 65_536;
const REQUESTS = 300;
const WARM_UP = 50;
const WHOLE = 3;

/** Ranges of a stored video as a player asks for them, beside the bare statement for the same chunks. */
export async function ranges(
  engine: string,
  on: "pglite" | PostgresServer,
  file: Uint8Array,
): Promise<Row[]> {
  const hub = await startHubInProcess(on);
  try {
    const { store } = hub.hub;
    const { fileId, address } = await put(hub, file);
    const bareRange = (from: number, to: number) =>
      store.query("select n, bytes from file_chunk where file_id = $1 and n between $2 and $3 order by n", [
        fileId,
        Math.floor(from / RANGE),
        Math.ceil(to / RANGE) - 1,
      ]);
    const ours: number[] = [];
    const bare: number[] = [];
    for (let n = -WARM_UP; n < REQUESTS; n += 1) {
      const from = (Math.abs(n * 7_919_777) % (file.byteLength - RANGE)) | 0;
      const a = await timed(() => hub.get(address, { range: `bytes=${from}-${from + RANGE - 1}` }));
      const b = await timed(() => bareRange(from, from + RANGE));
      if (n < 0) continue;
      ours.push(a);
      bare.push(b);
    }
    const whole: number[] = [];
    const chunks: number[] = [];
    for (let n = 0; n < WHOLE; n += 1) {
      whole.push(await timed(() => hub.get(address)));
      chunks.push(
        await timed(async () => {
          for (let from = 0; from < file.byteLength; from += 8 * RANGE)
            await bareRange(from, Math.min(file.byteLength, from + 8 * RANGE));
        }),
      );
    }
    const more = percentile(ours, 0.5) - percentile(bare, 0.5);
    const speed = (times: number[]) =>
      shown(spread(times.map((ms) => file.byteLength / 2 ** 20 / (ms / 1_000))), "MiB/s");
    return [
      {
        what: `${engine}: a range of 64 kB of a file of 100 MiB, p50`,
        ours: shown(spread(ours), "ms"),
        floor: `${shown(spread(bare), "ms")}, its chunks selected`,
        result: `+${number(more)} ms, ${number(percentile(ours, 0.5) / percentile(bare, 0.5))} ×`,
        budget: "shown",
      },
      {
        what: `${engine}: the whole of it`,
        ours: speed(whole),
        floor: `${speed(chunks)}, eight chunks a statement`,
        result: `${number(percentile(chunks, 0.5) / percentile(whole, 0.5))} ×`,
        budget: "shown",
      },
    ];
  } finally {
    await hub.close();
  }
}

/** Stores the file as a video's only version. Gives where it can be fetched. */
async function put(hub: HubInProcess, file: Uint8Array): Promise<{ fileId: string; address: string }> {
  const { store, settings } = hub.hub;
  const fileId = randomUUID();
  await store.query(
    `insert into file (id, sha256, name, type, bytes, received, chunk_bytes, whole_at)
     values ($1, decode(md5($1::uuid::text), 'hex'), 'large.mp4', 'video/mp4', $2, $2, $3, now())`,
    [fileId, file.byteLength, CHUNK_BYTES],
  );
  const chunks = cutIntoChunks(file);
  for (let n = 0; n < chunks.length; n += 32) await writeChunks(store, fileId, n, chunks.slice(n, n + 32));
  const [asset] = await store.query<{ id: string }>(
    "insert into asset (id, kind, title) values (gen_random_uuid(), 'video', 'Large') returning id",
  );
  const [version] = await store.query<{ id: string }>(
    `insert into asset_version (id, asset_id, number, file_id, state) values (gen_random_uuid(), $1, 1, $2, 'ready')
     returning id`,
    [asset?.id, fileId],
  );
  const until = new Date(Date.now() + 3_600_000);
  const signed = await signAddress(hub.hub, { versionId: version?.id ?? "", what: "original", until });
  return { fileId, address: `${settings.linksUrl}/l/-/file/${signed}` };
}
