import type { About } from "../../lib/contract/feedback.ts";
import type { Role } from "../../lib/contract/member.ts";
import { ApiError } from "../http/api-error.ts";
import type { Library } from "../library/library.ts";
import { mayUse, teamsOf } from "../library/may-use.ts";
import type { Sql } from "../store/store.ts";

/** What an item hangs on, as its columns say it. */
export interface AboutColumns {
  assetId: string | null;
  version: number | null;
  shareId: string | null;
  claimId: string | null;
  claimVersionId: string | null;
  comparisonId: string | null;
  askId: string | null;
}
/** And of a share whom it was made for. */
type Known = Partial<AboutColumns> & { identityId?: number; record?: string };

const NOTHING: AboutColumns = {
  assetId: null,
  version: null,
  shareId: null,
  claimId: null,
  claimVersionId: null,
  comparisonId: null,
  askId: null,
};

/** Who says it, when they clicked, and the library as it was read before the transaction. */
export interface Asked {
  member: { id: string; role: Role };
  library: Library;
  clickedAt: Date;
}

/**
 * Finds what a click is about.
 * @throws ApiError not_found for what this member may not know of, conflict for a question that is over
 */
export async function findAbout(
  sql: Sql,
  about: About,
  asked: Asked,
): Promise<AboutColumns & Pick<Known, "identityId" | "record">> {
  return { ...NOTHING, ...(await knownOf(sql, about, asked)) };
}

function knownOf(sql: Sql, about: About, asked: Asked): Promise<Known> {
  switch (about.what) {
    case "asset":
      return ofAsset(sql, about, asked);
    case "share":
      return ofShare(sql, about.shareId, asked.member.id);
    case "claim":
      return ofClaim(sql, about);
    case "ask":
      return ofAsk(sql, about.askId, asked);
    case "nothing":
      return Promise.resolve({});
  }
}

async function ofAsset(
  sql: Sql,
  { assetId, version }: { assetId: string; version: number },
  { library, member, clickedAt }: Asked,
): Promise<Known> {
  const asset = library.assets.get(assetId);
  const may =
    asset !== undefined &&
    (mayUse(asset, { role: member.role, teams: await teamsOf(sql, member.id) }) ||
      (await couldUse(sql, assetId, member.id, clickedAt)));
  // Who may not know of it is told no more than that.
  if (!may) {
    throw new ApiError("not_found", "There is no such content for you (any more).");
  }
  const known = await sql.query("select 1 from asset_version where asset_id = $1 and number = $2", [
    assetId,
    version,
  ]);
  if (known.length === 0) throw new ApiError("not_found", `This content has no version ${version}.`);
  return { assetId, version };
}

/**
 * Whether the audience, or the rep's team, became another only since the click, which waited on its way: what is hidden
 * because it is wrong is just what "Wrong fact" comes late about.
 */
async function couldUse(sql: Sql, assetId: string, memberId: string, clickedAt: Date): Promise<boolean> {
  const since = await sql.query(
    `select 1 from asset cross join member where asset.id = $1 and member.id = $2
       and (asset.audience_at > $3 or asset.audience = 'teams' and member.teams_at > $3)`,
    [assetId, memberId, clickedAt],
  );
  return since.length > 0;
}

async function ofShare(sql: Sql, shareId: string, memberId: string): Promise<Known> {
  const [share] = await sql.query<{
    asset_id: string;
    identity_id: number;
    record: string;
    version: number | null;
  }>(
    `select asset_id, identity_id, record, coalesce(pinned_version, sent_version,
       (select max(number) from asset_version where asset_id = share.asset_id)) as version
     from share where id = $1 and member_id = $2`,
    [shareId, memberId],
  );
  if (!share) throw new ApiError("not_found", "You sent nothing by this link (any more).");
  return {
    shareId,
    assetId: share.asset_id,
    version: share.version,
    identityId: share.identity_id,
    record: share.record,
  };
}

async function ofClaim(
  sql: Sql,
  { claimVersionId, comparisonId }: { claimVersionId: string; comparisonId?: string | undefined },
): Promise<Known> {
  const [version] = await sql.query<{ claim_id: string; number: number; compared: boolean }>(
    `select claim_id, number, exists (
       select 1 from claim_comparison where id = $2 and v.id in (a_version_id, b_version_id)) as compared
     from claim_version v where id = $1`,
    [claimVersionId, comparisonId ?? null],
  );
  if (!version) throw new ApiError("not_found", "There is no such talking point (any more).");
  if (comparisonId !== undefined && !version.compared) {
    throw new ApiError("bad_request", "This comparison does not have that talking point.");
  }
  return {
    claimId: version.claim_id,
    claimVersionId,
    version: version.number,
    comparisonId: comparisonId ?? null,
  };
}

async function ofAsk(sql: Sql, askId: string, { member, clickedAt }: Asked): Promise<Known> {
  const [ask] = await sql.query<{
    claim_id: string;
    version_id: string;
    number: number;
    closed_at: Date | null;
    ended_at: Date | null;
  }>(
    `select v.claim_id, ask.version_id, v.number, ask.closed_at, place.ended_at
     from claim_ask ask join claim_version v on v.id = ask.version_id
     join claim_ask_place place on place.ask_id = ask.id and place.member_id = $2
     where ask.id = $1`,
    [askId, member.id],
  );
  if (!ask) throw new ApiError("not_found", "This question is not yours.");
  // What was answered before it was closed, and comes late, is an answer.
  if (ask.ended_at !== null)
    throw new ApiError("conflict", "You answered or put away this question already.");
  if (ask.closed_at !== null && ask.closed_at <= clickedAt) {
    throw new ApiError("conflict", "Marketing closed this question before you answered.");
  }
  return { askId, claimId: ask.claim_id, claimVersionId: ask.version_id, version: ask.number };
}
