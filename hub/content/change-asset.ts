import type { z } from "zod";
import type { ChangeAssetRequest } from "../../lib/contract/asset.ts";
import type { Hub } from "../hub.ts";
import { checkOwner } from "../library/check-owner.ts";
import { touchLibrary } from "../library/touch-library.ts";
import type { Sql } from "../store/store.ts";
import { checkTeams, setTeams } from "./audience.ts";
import { insertMatches, matchRows } from "./default-matches.ts";
import { lockAsset } from "./lock-asset.ts";
import { renewNames } from "./text-words.ts";

type Request = z.output<typeof ChangeAssetRequest>;

/** Changes what is said of an asset; what is absent stays. */
export async function changeAsset(hub: Hub, request: Request): Promise<void> {
  const { id, title, teams } = request;
  await hub.store.transaction(async (sql) => {
    const asset = await lockAsset(sql, id);
    const audience = request.audience ?? asset.audience;
    // Teams that are not named stay, unless there were none yet.
    if (teams !== undefined || asset.audience !== "teams") checkTeams(audience, teams);
    if (request.ownerId) await checkOwner(sql, request.ownerId);
    await update(sql, request, hub.now());
    if (teams !== undefined || (request.audience !== undefined && audience !== "teams")) {
      await setTeams(sql, id, audience === "teams" ? (teams ?? []) : []);
      await sql.query("update asset set audience_at = $2 where id = $1", [id, hub.now()]);
    }
    if (request.matches !== undefined) {
      await sql.query("delete from asset_match where asset_id = $1", [id]);
      await insertMatches(sql, id, matchRows(request.matches.urls, request.matches.titles));
    }
    if (title !== undefined) await renewNames(sql, [id]);
    await touchLibrary(sql);
  });
}

async function update(sql: Sql, request: Request, now: Date): Promise<void> {
  const { id, title, audience, ownerId, verifyEveryDays, retired } = request;
  await sql.query(
    `update asset set
       title = coalesce($2, title), audience = coalesce($3, audience),
       owner_id = case when $4 then $5::uuid else owner_id end,
       verify_every_days = case when $6 then $7::integer else verify_every_days end,
       verified_until = case when $6 then verified_at + $7::integer * interval '1 day' else verified_until end,
       retired_at = case when $8::boolean is null then retired_at when $8 then coalesce(retired_at, $9) end
     where id = $1`,
    [
      id,
      title ?? null,
      audience ?? null,
      ownerId !== undefined,
      ownerId ?? null,
      verifyEveryDays !== undefined,
      verifyEveryDays ?? null,
      retired ?? null,
      now,
    ],
  );
}
