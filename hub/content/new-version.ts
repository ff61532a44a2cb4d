import type { z } from "zod";
import type { AssetKind, VersionFrom } from "../../lib/contract/asset.ts";
import { KIND_OF_TYPE, type TakenType } from "../files/judge-type.ts";
import { ApiError } from "../http/api-error.ts";
import { enqueue } from "../jobs/queue.ts";
import type { Sql } from "../store/store.ts";

/** The job that makes pictures and text of a version. */
export const PROCESS = "process_version";

type From = z.output<typeof VersionFrom>;

export interface NewVersion {
  id: string;
  assetId: string;
  number: number;
  kind: AssetKind;
  from: From;
  whatChanged: string;
  by: string;
  at: Date;
}

/**
 * What a version is made of, before there is one.
 * @throws ApiError `not_found` for a file that is not here in whole
 */
export async function kindOf(sql: Sql, from: From): Promise<AssetKind> {
  if ("url" in from) return "web_page";
  if ("text" in from) return "snippet";
  const [file] = await sql.query<{ type: TakenType }>(
    // The row is locked and marked, so that nobody forgets the file meanwhile.
    "update file set touched_at = now() where id = $1 and sha256 is not null and type is not null returning type",
    [from.fileId],
  );
  if (file === undefined)
    throw new ApiError("not_found", "That file is not here any more. Drop it again, then add it.");
  return KIND_OF_TYPE[file.type];
}

/** Adds a version. Pictures and text of PDFs and images are made right after; everything else is ready at once. */
export async function insertVersion(sql: Sql, version: NewVersion): Promise<void> {
  const { id, assetId, number, kind, from, whatChanged, by, at } = version;
  const isProcessed = kind === "pdf" || kind === "image";
  const fileId = "fileId" in from ? from.fileId : null;
  const text = "text" in from ? from.text : null;
  await sql.query(
    `insert into asset_version (id, asset_id, number, file_id, url, text, what_changed, created_at, created_by, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      assetId,
      number,
      fileId,
      "url" in from ? from.url : null,
      text,
      whatChanged,
      at,
      by,
      isProcessed ? "processing" : "ready",
    ],
  );
  if (text !== null)
    await sql.query("insert into asset_page (version_id, page, text) values ($1, 1, $2)", [id, text]);
  if (isProcessed) await enqueue(sql, { kind: PROCESS, key: id });
}
