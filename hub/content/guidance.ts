import type { z } from "zod";
import { guidanceWords } from "../../lib/contract/condition-words.ts";
import type { Guidance, PublishGuidanceRequest, SaveDraftRequest } from "../../lib/contract/guidance.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { checkAsks } from "../library/check-asks.ts";
import { queueFigures } from "../library/queue-figures.ts";
import { touchLibrary } from "../library/touch-library.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { markVerified } from "./add-asset.ts";
import { memberOf } from "./caller.ts";
import { author, instant } from "./listed-asset.ts";
import { lockAsset } from "./lock-asset.ts";
import { namedTitles, renewNames } from "./text-words.ts";

/**
 * Keeps a draft; nothing of it reaches a rep.
 * @throws ApiError `conflict` where another draft is kept by now than the one that this goes on from
 */
export async function saveDraft(
  hub: Hub,
  call: Call,
  { assetId, guidance, basedOn }: z.output<typeof SaveDraftRequest>,
) {
  const savedAt = hub.now();
  await hub.store.transaction(async (sql) => {
    await lockAsset(sql, assetId);
    if (basedOn !== undefined) await checkBase(sql, assetId, basedOn);
    await sql.query(
      `insert into guidance_draft (asset_id, body, saved_at, saved_by) values ($1, $2::jsonb, $3, $4)
       on conflict (asset_id) do update set body = excluded.body, saved_at = excluded.saved_at, saved_by = excluded.saved_by`,
      [assetId, JSON.stringify(guidance), savedAt, memberOf(call)],
    );
  });
  return { savedAt: savedAt.toISOString() };
}

async function checkBase(sql: Sql, assetId: string | undefined, basedOn: string | null): Promise<void> {
  const [kept] = await sql.query<{
    body: Guidance;
    saved_at: Date;
    saved_by: string | null;
    name: string | null;
  }>(
    `select body, saved_at, saved_by, member.name from guidance_draft
     left join member on member.id = saved_by where asset_id = $1`,
    [assetId],
  );
  const at = instant(kept?.saved_at ?? null);
  if (at === basedOn) return;
  const draft =
    kept === undefined || at === null
      ? null
      : { guidance: kept.body, savedAt: at, by: author(kept.saved_by, kept.name) };
  throw new ApiError(
    "conflict",
    draft
      ? "This draft was changed meanwhile. Read the asset again, and save on what is there now."
      : "This draft was published or discarded meanwhile. Read the asset again, and save on what is there now.",
    { draft },
  );
}

/** Forgets a draft, if there is one. */
export async function discardDraft(hub: Hub, assetId: string) {
  await hub.store.query("delete from guidance_draft where asset_id = $1", [assetId]);
  return { discarded: true as const };
}

/**
 * Publishes the same guidance for each of some assets; what held before is kept as history. The draft of
 * the first is done with; those of the others stay.
 * @throws ApiError `bad_request` for guidance that asks nothing of anybody, `not_found` where an asset is not there,
 *   `conflict` where another draft is kept by now
 */
export async function publishGuidance(
  hub: Hub,
  call: Call,
  request: z.output<typeof PublishGuidanceRequest>,
) {
  const { guidance } = request;
  checkAsks(guidance.conditions);
  const by = memberOf(call);
  const ids = [...new Set(request.assetIds)];
  return hub.store.transaction(async (sql) => {
    const words = guidanceWords(guidance, await namedTitles(sql, [guidance]));
    const reply = { published: ids.length, words };
    const turn = await writeOnce(sql, { kind: "publishGuidance", call, request, now: hub.now() });
    if (!turn.first) return reply;
    const found = await sql.query("select id from asset where id = any($1::uuid[]) order by id for update", [
      ids,
    ]);
    if (found.length < ids.length)
      throw new ApiError("not_found", "Some of this content is not there. Choose it again.");
    if (request.basedOn !== undefined) await checkBase(sql, ids[0], request.basedOn);
    await sql.query(
      "update guidance set replaced_at = $2 where asset_id = any($1::uuid[]) and replaced_at is null",
      [ids, hub.now()],
    );
    await sql.query(
      `insert into guidance (id, asset_id, body, published_at, published_by)
       select gen_random_uuid(), id, $2::jsonb, $3::timestamptz, $4::uuid from unnest($1::uuid[]) asset (id)`,
      [ids, JSON.stringify(guidance), hub.now(), by],
    );
    await sql.query("delete from guidance_draft where asset_id = $1", [ids[0]]);
    await sql.query("update asset set fits = null, fits_at = null where id = any($1::uuid[])", [ids]);
    // Who says when it is to be used has looked at it.
    await markVerified(sql, ids, by, hub.now());
    await renewNames(sql, ids);
    await queueFigures(sql, call.idempotencyKey);
    await touchLibrary(sql);
    return reply;
  });
}
