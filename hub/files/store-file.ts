import { createHash, randomUUID } from "node:crypto";
import type { Sql } from "../store/store.ts";
import { CHUNK_BYTES, cutIntoChunks, writeChunks } from "./chunks.ts";
import { safeName } from "./safe-name.ts";

/** What is known of a file that is here in whole. */
export interface FileFacts {
  id: string;
  /** As it was called; only to be shown. */
  name: string;
  /** By its first bytes. */
  type: string;
  bytes: number;
  /** Hexadecimal; the same bytes are one file. */
  sha256: string;
}

/** What was made here, such as a thumbnail. */
export interface NewFile {
  bytes: Uint8Array;
  type: string;
  name: string;
}

/**
 * Keeps a small file in one transaction, such as a picture that was made of another one.
 * @returns its id: that of the file with the same bytes, if there is one
 */
export async function storeFile(sql: Sql, { bytes, type, name }: NewFile): Promise<string> {
  const sha256 = createHash("sha256").update(bytes).digest();
  const id = randomUUID();
  const added = await sql.query(
    `insert into file (id, sha256, name, type, bytes, received, chunk_bytes, whole_at)
     values ($1, $2, $3, $4, $5, $5, $6, now()) on conflict (sha256) do nothing returning id`,
    [id, sha256, safeName(name), type, bytes.byteLength, CHUNK_BYTES],
  );
  if (added.length === 0) {
    const [same] = await sql.query<{ id: string }>(
      "update file set touched_at = now() where sha256 = $1 returning id",
      [sha256],
    );
    if (same === undefined) throw new Error("A file went away while the same one was stored");
    return same.id;
  }
  await writeChunks(sql, id, 0, cutIntoChunks(bytes));
  return id;
}

/** Facts of a file; undefined for one that is not here in whole. */
export async function fileFacts(sql: Sql, fileId: string): Promise<FileFacts | undefined> {
  const [row] = await sql.query<FileFacts>(
    `select id, name, type, bytes, encode(sha256, 'hex') as sha256 from file
     where id = $1 and whole_at is not null and sha256 is not null and type is not null`,
    [fileId],
  );
  return row;
}
