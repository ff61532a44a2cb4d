import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";

/**
 * Says which teams may use an asset; those that it was are no more.
 * @throws ApiError `not_found` for a team that there is not
 */
export async function setTeams(sql: Sql, assetId: string, teams: readonly string[]): Promise<void> {
  const wanted = [...new Set(teams)];
  await sql.query("delete from asset_team where asset_id = $1", [assetId]);
  if (wanted.length === 0) return;
  const added = await sql.query(
    `insert into asset_team (asset_id, team_id)
     select $1, id from team where id = any($2::uuid[]) and deleted_at is null returning team_id`,
    [assetId, wanted],
  );
  if (added.length < wanted.length)
    throw new ApiError("not_found", "One of these teams is not there any more. Choose the teams again.");
}

/** @throws ApiError `bad_request` where some teams may use it, and none is named */
export function checkTeams(audience: string | undefined, teams: readonly string[] | undefined): void {
  if (audience === "teams" && (teams === undefined || teams.length === 0))
    throw new ApiError("bad_request", "Choose at least one team that may use it.");
}
