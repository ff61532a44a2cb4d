import { Hono } from "hono";
import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { answerFile } from "./answer-file.ts";
import { type Part, readSigned } from "./signed-address.ts";
import type { FileFacts } from "./store-file.ts";

const COLUMN: Record<Part, string> = {
  original: "file_id",
  thumbnail: "thumbnail_id",
  picture: "picture_id",
};

/** `GET /<signed>`: a file, or the picture of one, for whoever holds an address that was signed for it. */
export function fileRoutes(hub: Hub): Hono {
  const app = new Hono();
  app.get("/:signed", async (context) => {
    const signed = await readSigned(hub, context.req.param("signed"));
    if (signed === undefined)
      throw new ApiError("not_found", "This address has run out. Open the page that showed it again.");
    const [file] = await hub.store.query<FileFacts>(
      `select file.id, file.name, file.type, file.bytes, encode(file.sha256, 'hex') as sha256
       from asset_version version join file on file.id = version.${COLUMN[signed.what]}
       where version.id = $1 and file.whole_at is not null and file.type is not null`,
      [signed.versionId],
    );
    if (file === undefined) throw new ApiError("not_found", "There is no picture of this.");
    const keepSeconds = Math.max(0, Math.floor((signed.until.getTime() - hub.now().getTime()) / 1000));
    return answerFile(hub, context, { file, how: "inline", keepSeconds });
  });
  return app;
}
