import { MOST_FILE_BYTES } from "../../lib/contract/asset.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { writeOnce } from "../write-once.ts";
import { CHUNK_BYTES } from "./chunks.ts";
import { safeName } from "./safe-name.ts";
import { findUpload, memberOf, shownUpload, type UploadRow } from "./upload.ts";

/**
 * Begins an upload, or says how far the one of this key has come.
 * @throws ApiError `too_large`, `bad_request` for an empty file
 */
export async function beginUpload(hub: Hub, call: Call, request: { name: string; bytes: number }) {
  const memberId = memberOf(call);
  const { name, bytes } = request;
  if (bytes > MOST_FILE_BYTES) {
    const megabytes = Math.ceil((bytes / 1_048_576) * 10) / 10;
    throw new ApiError(
      "too_large",
      `The file has ${megabytes} MB, and 100 MB is the most. Make it smaller, or put it elsewhere and add its address.`,
    );
  }
  if (bytes === 0) throw new ApiError("bad_request", "The file is empty. Save it again, then drop it again.");
  return hub.store.transaction(async (sql) => {
    const id = call.idempotencyKey;
    const turn = await writeOnce(sql, { kind: "beginUpload", call, request, now: hub.now() });
    if (!turn.first) return shownUpload(await findUpload(sql, id, memberId));
    const [row] = await sql.query<UploadRow>(
      `insert into file (id, name, bytes, chunk_bytes, member_id, touched_at) values ($1, $2, $3, $4, $5, $6)
       returning id, bytes, received, false as whole, same_as`,
      [id, safeName(name), bytes, CHUNK_BYTES, memberId, hub.now()],
    );
    if (row === undefined) throw new Error("An upload was not begun");
    return shownUpload(row);
  });
}
