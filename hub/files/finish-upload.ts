import { createHash } from "node:crypto";
import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { errorCode } from "../store/errors.ts";
import type { Sql, Store } from "../store/store.ts";
import { checkWhole } from "./check-whole.ts";
import { readFileRange } from "./chunks.ts";
import { HEAD_BYTES, judgeType, KIND_OF_TYPE, type TakenType } from "./judge-type.ts";
import { findUpload, type UploadRow } from "./upload.ts";

const TAKEN_ALREADY = "23505";

/**
 * Checks a file that is here in whole, by its bytes alone, and keeps it. The same bytes twice are one file. Asked
 * again, it says the same; a file that is not taken is gone.
 * @throws ApiError `conflict` where bytes are missing; `bad_request` with why the file is not taken and what to do
 */
export async function finishUpload(hub: Hub, id: string, memberId: string) {
  const { store } = hub;
  const upload = await findUpload(store, id, memberId);
  if (upload.received < upload.bytes) {
    const { received } = upload;
    throw new ApiError("conflict", `The end of the file is not here yet. Go on from ${received}.`, {
      received,
    });
  }
  const fileId = upload.whole ? (upload.same_as ?? id) : await keep(store, upload);
  const [file] = await store.query<{ type: TakenType }>("select type from file where id = $1", [fileId]);
  if (file === undefined) throw new Error("A file went away while it was finished");
  return { fileId, type: file.type, kind: KIND_OF_TYPE[file.type], sameAs: await versionsOf(store, fileId) };
}

async function keep(store: Store, { id, bytes }: UploadRow): Promise<string> {
  const read = (from: number, length: number) => readAll(store, id, from, Math.min(bytes, from + length));
  const judged = await judgeType(await read(0, HEAD_BYTES));
  const refused = "refused" in judged ? judged.refused : await checkWhole(judged.type, bytes, read);
  if (refused !== undefined || "refused" in judged) {
    await store.query("delete from file where id = $1 and whole_at is null", [id]);
    throw new ApiError("bad_request", refused ?? "This file is not taken.");
  }
  const hash = createHash("sha256");
  for await (const piece of readFileRange(store, id)) hash.update(piece);
  const sha256 = hash.digest();
  try {
    return await store.transaction((sql) => settle(sql, id, sha256, judged.type));
  } catch (error) {
    // The same file was finished by somebody else at this very moment: now it can be seen.
    if (errorCode(error) !== TAKEN_ALREADY) throw error;
    return store.transaction((sql) => settle(sql, id, sha256, judged.type));
  }
}

/** @returns the id of the file that has these bytes from now on */
async function settle(sql: Sql, id: string, sha256: Buffer, type: TakenType): Promise<string> {
  const [same] = await sql.query<{ id: string }>(
    "update file set touched_at = now() where sha256 = $1 and id <> $2 returning id",
    [sha256, id],
  );
  if (same === undefined) {
    await sql.query(
      "update file set sha256 = $2, type = $3, whole_at = now(), touched_at = now() where id = $1 and whole_at is null",
      [id, sha256, type],
    );
    return id;
  }
  await sql.query("delete from file_chunk where file_id = $1", [id]);
  await sql.query("update file set same_as = $2, whole_at = now(), touched_at = now() where id = $1", [
    id,
    same.id,
  ]);
  return same.id;
}

async function readAll(store: Store, id: string, from: number, to: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readFileRange(store, id, from, to)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function versionsOf(sql: Sql, fileId: string) {
  const rows = await sql.query<{ id: string; title: string; number: number }>(
    `select asset.id, asset.title, version.number from asset_version version join asset on asset.id = version.asset_id
     where version.file_id = $1 order by asset.created_at, version.number limit 20`,
    [fileId],
  );
  return rows.map(({ id, title, number }) => ({ assetId: id, title, version: number }));
}
