import type { z } from "zod";
import type { AddAssetRequest, AddVersionRequest, AssetKind } from "../../lib/contract/asset.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { checkOwner } from "../library/check-owner.ts";
import { touchLibrary } from "../library/touch-library.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { checkTeams, setTeams } from "./audience.ts";
import { memberOf } from "./caller.ts";
import { defaultMatches, insertMatches } from "./default-matches.ts";
import { lockAsset } from "./lock-asset.ts";
import { insertVersion, kindOf } from "./new-version.ts";
import { renewWords } from "./text-words.ts";

/** Half a year after somebody said that it is right, they are asked whether it still is. */
const VERIFY_EVERY_DAYS = 180;

/** Adds an asset with its first version; the key of the write is the asset's id. */
export async function addAsset(
  hub: Hub,
  call: Call,
  request: z.output<typeof AddAssetRequest>,
): Promise<string> {
  const by = memberOf(call);
  const id = call.idempotencyKey;
  checkTeams(request.audience, request.teams);
  await hub.store.transaction(async (sql) => {
    const turn = await writeOnce(sql, { kind: "addAsset", call, request, now: hub.now() });
    if (!turn.first) return;
    if (request.ownerId !== undefined) await checkOwner(sql, request.ownerId);
    const kind = await kindOf(sql, request.from);
    await insertAsset(sql, { id, by, kind, at: hub.now(), ...request });
    if (request.audience === "teams") await setTeams(sql, id, request.teams ?? []);
    await renewWords(sql, id);
    await touchLibrary(sql);
  });
  return id;
}

type NewAsset = z.output<typeof AddAssetRequest> & { id: string; by: string; kind: AssetKind; at: Date };

/** The asset, its first version and what counts as reading it. */
export async function insertAsset(sql: Sql, asset: NewAsset): Promise<void> {
  const { id, by, at, kind, from, title } = asset;
  await sql.query(
    `insert into asset (id, kind, title, audience, owner_id, created_at, created_by, verify_every_days)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      kind,
      title,
      asset.audience ?? "all",
      asset.ownerId ?? by,
      at,
      by,
      asset.verifyEveryDays ?? VERIFY_EVERY_DAYS,
    ],
  );
  const [version] = await sql.query<{ id: string }>("select gen_random_uuid() as id");
  if (version === undefined) throw new Error("The database made no id");
  await insertVersion(sql, { id: version.id, assetId: id, number: 1, kind, from, whatChanged: "", by, at });
  await insertMatches(sql, id, defaultMatches(title, "url" in from ? from.url : undefined));
}

/**
 * Adds the next version, of the same kind of thing; the key of the write is its id.
 * @throws ApiError `bad_request` for another kind, `conflict` for what the newest version is made of already
 */
export async function addVersion(
  hub: Hub,
  call: Call,
  request: z.output<typeof AddVersionRequest>,
): Promise<void> {
  const by = memberOf(call);
  const { assetId, from, whatChanged } = request;
  await hub.store.transaction(async (sql) => {
    const turn = await writeOnce(sql, { kind: "addVersion", call, request, now: hub.now() });
    if (!turn.first) return;
    const asset = await lockAsset(sql, assetId);
    const kind = await kindOf(sql, from);
    if (kind !== asset.kind) {
      throw new ApiError(
        "bad_request",
        `A version is of the same kind as what it replaces: ${KINDS[asset.kind]}. Add this as content of its own.`,
      );
    }
    const [newest] = await sql.query<{
      number: number;
      file_id: string | null;
      url: string | null;
      text: string | null;
    }>(
      "select number, file_id, url, text from asset_version where asset_id = $1 order by number desc limit 1",
      [assetId],
    );
    const number = (newest?.number ?? 0) + 1;
    const isSame =
      ("fileId" in from && newest?.file_id === from.fileId) ||
      ("url" in from && newest?.url === from.url) ||
      ("text" in from && newest?.text === from.text);
    if (isSame)
      throw new ApiError("conflict", `Version ${number - 1} is the same already. Nothing was added.`);
    const at = hub.now();
    await insertVersion(sql, { id: call.idempotencyKey, assetId, number, kind, from, whatChanged, by, at });
    if ("url" in from) await insertMatches(sql, assetId, defaultMatches("", from.url));
    await renewWords(sql, assetId);
    await touchLibrary(sql);
  });
}

const KINDS: Readonly<Record<AssetKind, string>> = {
  pdf: "a PDF",
  image: "an image",
  video: "a video",
  web_page: "an address",
  snippet: "a text",
  unknown: "the same",
};

/** Somebody says that these are right, now and for another interval. */
export async function markVerified(sql: Sql, ids: readonly string[], by: string, at: Date): Promise<void> {
  await sql.query(
    `update asset set verified_at = $3, verified_by = $2,
       verified_until = $3::timestamptz + verify_every_days * interval '1 day'
     where id = any($1::uuid[])`,
    [ids, by, at],
  );
}
