import type { z } from "zod";
import type { SetPosterRequest } from "../../lib/contract/asset.ts";
import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { enqueue } from "../jobs/queue.ts";
import { touchLibrary } from "../library/touch-library.ts";
import { renewWords } from "./text-words.ts";

export const POSTER = "process_poster";

/**
 * Keeps what only a browser can tell of a video: its length, and a picture of it, which is made small as others are.
 * @returns the asset's id
 */
export async function setPoster(hub: Hub, request: z.output<typeof SetPosterRequest>): Promise<string> {
  const { versionId, fileId, seconds } = request;
  return hub.store.transaction(async (sql) => {
    const [version] = await sql.query<{ asset_id: string; type: string | null }>(
      `select asset_id, file.type from asset_version left join file on file.id = file_id
       where asset_version.id = $1 for update of asset_version`,
      [versionId],
    );
    if (version === undefined) throw new ApiError("not_found", "There is no version of that id.");
    if (!version.type?.startsWith("video/"))
      throw new ApiError(
        "bad_request",
        "Only a video gets a picture of its own; others have their first page.",
      );
    const [picture] = await sql.query<{ type: string | null }>(
      "update file set touched_at = now() where id = $1 and sha256 is not null returning type",
      [fileId],
    );
    if (picture?.type !== "image/png" && picture?.type !== "image/jpeg")
      throw new ApiError(
        "bad_request",
        "The picture of a video is a PNG or a JPEG. Send it as a file first.",
      );
    await sql.query("update asset_version set seconds = $2, picture_id = $3 where id = $1", [
      versionId,
      seconds,
      fileId,
    ]);
    await enqueue(sql, { kind: POSTER, key: `${versionId} ${fileId}`, payload: { versionId, fileId } });
    await renewWords(sql, version.asset_id);
    await touchLibrary(sql);
    return version.asset_id;
  });
}
