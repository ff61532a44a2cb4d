import { setImmediate as breathe } from "node:timers/promises";
import type { Sql, Store } from "../store/store.ts";

/** Every chunk but the last. Larger ones keep the embedded database, and the whole process with it, busy for longer. */
export const CHUNK_BYTES = 65_536;

/** How many chunks a statement writes or reads: the embedded database works in this very thread, a server does not. */
export const chunksAtOnce = (engine: Store["engine"]): number => (engine === "pglite" ? 1 : 8);

/** Writes chunks of a file from the `first` on; one that is there already, such as the last of what broke off, is replaced. */
export async function writeChunks(
  sql: Sql,
  fileId: string,
  first: number,
  chunks: readonly Uint8Array[],
): Promise<void> {
  if (chunks.length === 0) return;
  const rows = chunks.map((_, n) => `($1, $2::integer + ${n}, $${n + 3}::bytea)`);
  await sql.query(
    `insert into file_chunk (file_id, n, bytes) values ${rows.join(", ")}
     on conflict (file_id, n) do update set bytes = excluded.bytes`,
    [fileId, first, ...chunks],
  );
}

/** Cuts bytes as they are stored. */
export function cutIntoChunks(bytes: Uint8Array): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.byteLength; at += CHUNK_BYTES)
    chunks.push(bytes.subarray(at, at + CHUNK_BYTES));
  return chunks;
}

/**
 * The bytes of a file from `from` on, up to and without `to`, a few chunks in memory at a time. Others get their turn
 * between two of them. What ends early ends without an error: the file was forgotten meanwhile.
 */
export async function* readFileRange(
  store: Store,
  fileId: string,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  const atOnce = chunksAtOnce(store.engine);
  let at = from;
  while (at < to) {
    const first = Math.floor(at / CHUNK_BYTES);
    const last = Math.min(first + atOnce - 1, Math.ceil(to / CHUNK_BYTES) - 1);
    const rows = await store.query<{ n: number; bytes: Buffer }>(
      "select n, bytes from file_chunk where file_id = $1 and n between $2 and $3 order by n",
      [fileId, first, last],
    );
    for (const { n, bytes } of rows) {
      const begin = n * CHUNK_BYTES;
      const piece = bytes.subarray(Math.max(0, at - begin), Math.min(bytes.byteLength, to - begin));
      if (piece.byteLength === 0) return;
      yield piece;
      at = begin + CHUNK_BYTES;
    }
    if (rows.length <= last - first) return;
    await breathe();
  }
}
