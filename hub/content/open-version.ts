import type { z } from "zod";
import type { AssetKind, OpenVersionRequest } from "../../lib/contract/asset.ts";
import { goodUntil, signAddress } from "../files/signed-address.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { mayUse, teamsOf } from "../library/may-use.ts";
import { callerOf } from "./caller.ts";

interface Row {
  kind: AssetKind;
  audience: "all" | "teams" | "marketing";
  teams: string[] | null;
  state: string;
  url: string | null;
  thumbnail_id: string | null;
  picture_id: string | null;
}

/**
 * Where a version can be looked at for some minutes, by who may use it. What they may not use is not there.
 * @throws ApiError `not_found`
 */
export async function openVersion(
  hub: Hub,
  call: Call,
  { versionId, what }: z.output<typeof OpenVersionRequest>,
) {
  const { id, role } = callerOf(call);
  const [row] = await hub.store.query<Row>(
    `select asset.kind, asset.audience, version.state, version.url, version.thumbnail_id, version.picture_id,
       (select array_agg(team_id::text) from asset_team where asset_id = asset.id) as teams
     from asset_version version join asset on asset.id = version.asset_id where version.id = $1`,
    [versionId],
  );
  const teams = await teamsOf(hub.store, id);
  if (row === undefined || !mayUse({ audience: row.audience, teams: new Set(row.teams) }, { role, teams }))
    throw new ApiError("not_found", "There is no version of that id, or your team may not use it.");
  if (what === "thumbnail" && row.thumbnail_id === null) throw noPicture(row.state);
  if (what === "picture" && row.picture_id === null) throw noPicture(row.state);
  const until = goodUntil(hub.now());
  const page = what === "original" ? "preview" : "file";
  const signed = await signAddress(hub, { versionId, what, until });
  return { url: `${hub.settings.linksUrl}/l/-/${page}/${signed}`, expiresAt: until.toISOString() };
}

const noPicture = (state: string) =>
  new ApiError(
    "not_found",
    state === "processing"
      ? "Its picture is still being made. Ask again in a moment."
      : "There is no picture of this.",
  );
