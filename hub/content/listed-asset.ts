import type { z } from "zod";
import type { AssetKind, ListedAsset } from "../../lib/contract/asset.ts";
import { goodUntil, type Part, signAddress } from "../files/signed-address.ts";
import type { Hub } from "../hub.ts";
import { lengthWords } from "../library/length-words.ts";

/** For so long back shares are counted. */
const COUNTED_DAYS = 90;

/**
 * The statement of what lists and the asset's own page show. What is beside each row is found by an index, after the
 * rows were chosen: the planner keeps to the order of so many joins.
 * @param source the chosen rows: a `from` in which they are `asset`. `$1` is now.
 * @param columns more to select, such as `, picked.rank`
 */
export const listedFrom = (source: string, columns = "") => `
  select asset.id, asset.kind, asset.title, asset.audience, asset.owner_id, owner.name as owner, asset.fits,
    asset.created_at, asset.verified_at, asset.verified_until, asset.retired_at,
    version.id as version_id, version.number, version.created_at as version_at, version.state, version.pages,
    version.seconds, version.thumbnail_id is not null as has_thumbnail, file.type,
    guidance.id is not null as has_guidance, draft.asset_id is not null as has_draft,
    teams.items as teams, shared.sent, shared.read_by_person${columns}
  from ${source}
  join lateral (select * from asset_version where asset_id = asset.id order by number desc limit 1) version on true
  left join file on file.id = version.file_id
  left join member owner on owner.id = asset.owner_id
  left join guidance on guidance.asset_id = asset.id and guidance.replaced_at is null
  left join guidance_draft draft on draft.asset_id = asset.id
  left join lateral (
    select json_agg(json_build_object('id', team.id, 'name', team.name) order by lower(team.name)) as items
    from asset_team join team on team.id = asset_team.team_id and team.deleted_at is null
    where asset_team.asset_id = asset.id and asset.audience = 'teams'
  ) teams on true
  left join lateral (
    select count(*) filter (where copied_at is not null or composed_at is not null)::int as sent,
      count(person_read_at)::int as read_by_person
    from share where asset_id = asset.id and prepared_at > $1::timestamptz - interval '${COUNTED_DAYS} days'
  ) shared on true`;

export interface ListedRow {
  id: string;
  kind: AssetKind;
  title: string;
  audience: "all" | "teams" | "marketing";
  owner_id: string | null;
  owner: string | null;
  fits: number | null;
  created_at: Date;
  verified_at: Date | null;
  verified_until: Date | null;
  retired_at: Date | null;
  version_id: string;
  number: number;
  version_at: Date;
  state: string;
  pages: number | null;
  seconds: number | null;
  has_thumbnail: boolean;
  type: string | null;
  has_guidance: boolean;
  has_draft: boolean;
  teams: { id: string; name: string }[] | null;
  sent: number;
  read_by_person: number;
}

export type Listed = z.input<typeof ListedAsset>;

/** A row as the contract has it. */
export async function listedAsset(hub: Hub, row: ListedRow): Promise<Listed> {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    length: lengthWords(row),
    audience: row.audience,
    teams: row.teams ?? [],
    owner: row.owner_id === null ? null : author(row.owner_id, row.owner),
    version: { id: row.version_id, number: row.number, at: row.version_at.toISOString(), state: row.state },
    thumbnail: row.has_thumbnail ? await fileAddress(hub, row.version_id, "thumbnail") : null,
    hasGuidance: row.has_guidance,
    hasDraft: row.has_draft,
    fits: row.has_guidance ? row.fits : null,
    verifiedAt: instant(row.verified_at),
    verifiedUntil: instant(row.verified_until),
    retiredAt: instant(row.retired_at),
    sent: row.sent,
    // A snippet is copied as text; of a page elsewhere nobody can tell who read it.
    readByPerson: row.kind === "snippet" || row.kind === "web_page" ? null : row.read_by_person,
  };
}

export const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Who made something; members who were removed are nobody by name. */
export const author = (id: string | null, name: string | null) => ({
  memberId: id,
  name: name ?? "someone who left",
});

/** Where a file of a version can be seen for some minutes. */
export async function fileAddress(hub: Hub, versionId: string, what: Part): Promise<string> {
  const signed = await signAddress(hub, { versionId, what, until: goodUntil(hub.now()) });
  return `${hub.settings.linksUrl}/l/-/file/${signed}`;
}
