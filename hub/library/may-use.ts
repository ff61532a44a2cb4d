import type { Role } from "../../lib/contract/member.ts";
import type { Sql } from "../store/store.ts";
import type { LibraryAsset } from "./library.ts";

/** Who asks for content. */
export interface Reader {
  role: Role;
  teams: ReadonlySet<string>;
}

/** Whether they may know of an asset at all: find it, look at it, send it. Who writes content may use all of it. */
export function mayUse(asset: Pick<LibraryAsset, "audience" | "teams">, { role, teams }: Reader): boolean {
  if (role === "marketer" || role === "admin" || asset.audience === "all") return true;
  if (asset.audience !== "teams") return false;
  for (const team of asset.teams) if (teams.has(team)) return true;
  return false;
}

/** Whether they may recommend, find and send it today: it is not retired, and a version of it can be shown. */
export function maySend(
  asset: Pick<LibraryAsset, "audience" | "teams" | "retired" | "version">,
  reader: Reader,
): boolean {
  return !asset.retired && asset.version.ready && mayUse(asset, reader);
}

/** SQL: the teams that a member is in. */
export const TEAMS_OF = (memberId: string) =>
  `select team_id::text from team_member join team on team.id = team_id and deleted_at is null
   where member_id = ${memberId}`;

/** The teams that a member is in. */
export async function teamsOf(sql: Sql, memberId: string): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ team_id: string }>(TEAMS_OF("$1"), [memberId]);
  return new Set(rows.map((row) => row.team_id));
}
