import { MOST_PIECE_BYTES } from "../../lib/contract/asset.ts";
import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { CHUNK_BYTES, chunksAtOnce, cutIntoChunks } from "./chunks.ts";
import { findUpload, shownUpload } from "./upload.ts";

/** Where a piece of an upload goes. */
export interface Place {
  id: string;
  memberId: string;
  /** Of its first byte in the file. */
  offset: number;
}

/**
 * Takes the next piece of an upload as it comes in. Whatever came is kept, also when the connection breaks off; what
 * is here already is passed over.
 * @returns how far the upload has come
 * @throws ApiError `conflict` where bytes between are missing or another one is sending, `too_large`, `bad_request`
 */
export async function takeBytes(hub: Hub, { id, memberId, offset }: Place, body: ReadableStream<Uint8Array>) {
  const upload = await findUpload(hub.store, id, memberId);
  if (upload.whole) return shownUpload(upload);
  if (offset > upload.received) throw goOnAt(upload.received);
  const file = await Receiving.begin(hub, id, upload.received);
  let over = upload.received - offset;
  let size = 0;
  try {
    for await (const piece of body) {
      size += piece.byteLength;
      if (size > MOST_PIECE_BYTES)
        throw new ApiError("too_large", "A piece has at most 4 MB. Send it in smaller ones.");
      if (offset + size > upload.bytes)
        throw new ApiError(
          "bad_request",
          "The file is longer than was said when it was begun. Drop it again.",
        );
      const fresh = piece.subarray(Math.min(over, piece.byteLength));
      over -= piece.byteLength - fresh.byteLength;
      await file.take(fresh);
    }
  } finally {
    // Also of what broke off, nothing that came is lost.
    await file.settle();
  }
  return { id, bytes: upload.bytes, received: file.received };
}

function goOnAt(received: number): ApiError {
  return new ApiError("conflict", `Bytes are missing before these. Go on from ${received}.`, { received });
}

/** Collects what comes in to chunks, and writes them. */
class Receiving {
  /** All before this is committed. */
  received: number;
  readonly #hub: Hub;
  readonly #id: string;
  readonly #most: number;
  #waiting: Uint8Array[];
  #waits = 0;
  /** Where `#waiting` begins: at the start of a chunk. */
  #from: number;

  private constructor(hub: Hub, id: string, received: number, begun: Uint8Array) {
    this.#hub = hub;
    this.#id = id;
    this.#most = chunksAtOnce(hub.store.engine) * CHUNK_BYTES;
    this.received = received;
    this.#from = received - begun.byteLength;
    this.#waiting = [begun];
    this.#waits = begun.byteLength;
  }

  /** The last chunk of what came before may be a part of one: it is filled. */
  static async begin(hub: Hub, id: string, received: number): Promise<Receiving> {
    return new Receiving(hub, id, received, await partOfChunk(hub.store, id, received));
  }

  async take(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.byteLength; ) {
      const part = bytes.subarray(at, at + this.#most - this.#waits);
      this.#waiting.push(part);
      this.#waits += part.byteLength;
      at += part.byteLength;
      if (this.#waits === this.#most) await this.settle();
    }
  }

  /** Writes what waits. */
  async settle(): Promise<void> {
    const to = this.#from + this.#waits;
    if (to === this.received) return;
    const chunks = cutIntoChunks(Buffer.concat(this.#waiting));
    const rows = chunks.map((_, n) => `($4::integer + ${n}, $${n + 5}::bytea)`);
    // Both or nothing: where somebody else sends the same file, only one of them moves it on.
    const written = await this.#hub.store.query(
      `with moved as (
         update file set received = $3, touched_at = now()
         where id = $1 and received = $2 and whole_at is null returning id
       )
       insert into file_chunk (file_id, n, bytes)
       select moved.id, part.n, part.bytes from moved cross join (values ${rows.join(", ")}) part (n, bytes)
       on conflict (file_id, n) do update set bytes = excluded.bytes
       returning n`,
      [this.#id, this.received, to, this.#from / CHUNK_BYTES, ...chunks],
    );
    if (written.length === 0)
      throw new ApiError("conflict", "This file is being sent by another page too. Let that one end.");
    this.received = to;
    // What is no whole chunk waits for the rest of it.
    const rest = this.#waits % CHUNK_BYTES;
    const last = chunks.at(-1);
    this.#from = to - rest;
    this.#waits = rest;
    this.#waiting = rest > 0 && last !== undefined ? [last] : [];
  }
}

async function partOfChunk(sql: Sql, id: string, received: number): Promise<Uint8Array> {
  if (received % CHUNK_BYTES === 0) return new Uint8Array(0);
  const [row] = await sql.query<{ bytes: Buffer }>(
    "select bytes from file_chunk where file_id = $1 and n = $2",
    [id, Math.floor(received / CHUNK_BYTES)],
  );
  if (row?.bytes.byteLength !== received % CHUNK_BYTES)
    throw new Error("A file's last chunk is not as long as said");
  return row.bytes;
}
