import type { z } from "zod";
import type { Claim, ClaimBody, ClaimVersion } from "../../lib/contract/claim.ts";
import type { Hub } from "../hub.ts";
import { creditOfVersion } from "../library/credits.ts";
import type { Library } from "../library/library.ts";
import { libraryOf } from "../library/read-library.ts";
import { isVerdict } from "../library/visible-feedback.ts";
import { readAsks } from "./asks.ts";
import { readDraft } from "./draft.ts";
import { author, type ListedRow, listedClaim, listedFrom, whenToSay } from "./listed-claim.ts";
import { noSuchClaim } from "./lock-claim.ts";
import { readComparisons } from "./read-comparisons.ts";

/**
 * One talking point with all that the desk shows of it.
 * @throws ApiError `not_found`
 */
export async function readClaim(hub: Hub, id: string): Promise<z.input<typeof Claim>> {
  const { store } = hub;
  const library = await libraryOf(hub);
  const [row] = await store.query<Row>(
    `${listedFrom("claim", COLUMNS)} left join member verifier on verifier.id = claim.verified_by
     where claim.id = $2`,
    [hub.now(), id],
  );
  if (row === undefined) throw noSuchClaim();
  return {
    ...listedClaim(library, row),
    createdAt: row.created_at.toISOString(),
    verifyEveryDays: row.verify_every_days,
    verifiedBy: row.verified_at === null ? null : author(row.verified_by, row.verifier),
    versions: await readVersions(hub, library, id),
    draft: await readDraft(store, id),
    comparisons: await readComparisons(hub, id),
    asks: await readAsks(store, id, hub.now()),
  };
}

const COLUMNS = ", claim.created_at, claim.verify_every_days, claim.verified_by, verifier.name as verifier";

interface Row extends ListedRow {
  created_at: Date;
  verify_every_days: number | null;
  verified_by: string | null;
  verifier: string | null;
}

interface VersionRow {
  id: string;
  number: number;
  body: ClaimBody;
  what_changed: string;
  created_at: Date;
  created_by: string | null;
  creator: string | null;
  landed: number;
  fell_flat: number;
}

/** Newest first. */
async function readVersions(
  hub: Hub,
  library: Library,
  claimId: string,
): Promise<z.input<typeof ClaimVersion>[]> {
  const rows = await hub.store.query<VersionRow>(
    `select version.id, number, body, what_changed, version.created_at, version.created_by, creator.name as creator,
       coalesce(said.landed, 0) as landed, coalesce(said.fell_flat, 0) as fell_flat
     from claim_version version left join member creator on creator.id = version.created_by
     left join (
       select f.claim_version_id, count(*) filter (where type = 'landed')::int as landed,
         count(*) filter (where type = 'fell_flat')::int as fell_flat
       from feedback f where f.claim_id = $2 and ${isVerdict("$1")} group by f.claim_version_id
     ) said on said.claim_version_id = version.id
     where claim_id = $2 order by number desc`,
    [hub.now(), claimId],
  );
  const now = hub.now().getTime();
  const creditsOf = (versionId: string) => {
    const words = creditOfVersion(library.credits, { aboutId: claimId, versionId }, now);
    return words === undefined ? [] : [words];
  };
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    body: row.body,
    whenToSay: whenToSay(library, row.body),
    whatChanged: row.what_changed,
    createdAt: row.created_at.toISOString(),
    by: author(row.created_by, row.creator),
    credits: creditsOf(row.id),
    landed: row.landed,
    fellFlat: row.fell_flat,
  }));
}
