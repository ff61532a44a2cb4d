import type { ClaimBody } from "../../lib/contract/claim.ts";
import type { Sql } from "../store/store.ts";
import type { Library, LibraryClaim, LibraryClaimVersion } from "./library.ts";

/** The talking points of the library, with what runs about them. */
export async function readClaims(sql: Sql): Promise<Pick<Library, "claims" | "comparisons" | "asks">> {
  const rows = await sql.query<ClaimRow>(CLAIMS);
  const claims = new Map(rows.map((row) => [row.id, claimOf(row)]));
  if (claims.size === 0) return { claims, comparisons: [], asks: [] };
  const comparisons = await sql.query<{ id: string; a_version_id: string; b_version_id: string }>(
    "select id, a_version_id, b_version_id from claim_comparison where stopped_at is null order by started_at, id",
  );
  const compared = await versionsOf(
    sql,
    comparisons.flatMap(({ a_version_id, b_version_id }) => [a_version_id, b_version_id]),
  );
  const asks = await sql.query<AskRow>(ASKS);
  return {
    claims,
    comparisons: comparisons.flatMap(({ id, a_version_id, b_version_id }) => {
      const [a, b] = [compared.get(a_version_id), compared.get(b_version_id)];
      return a && b ? [{ id, a, b }] : [];
    }),
    asks: asks.map(({ id, claim_id, version_id, question, asker }) => ({
      id,
      claimId: claim_id,
      versionId: version_id,
      question,
      by: asker ?? "marketing",
    })),
  };
}

interface VersionRow {
  version_id: string;
  claim_id: string;
  number: number;
  created_at: Date;
  body: ClaimBody;
  what_changed: string;
}
interface ClaimRow extends VersionRow {
  id: string;
  title: string;
  retired: boolean;
  verified_at: Date | null;
  verified_until: Date | null;
  verified_by: string | null;
  place: number;
}
interface AskRow {
  id: string;
  claim_id: string;
  version_id: string;
  question: string;
  asker: string | null;
}

const VERSION = `version.id as version_id, version.claim_id, version.number, version.created_at, version.body,
    version.what_changed`;

const CLAIMS = `
  select claim.id, claim.title, claim.retired_at is not null as retired,
    claim.verified_at, claim.verified_until, verifier.name as verified_by, ${VERSION},
    row_number() over (order by claim.created_at, claim.id)::int as place
  from claim
  join lateral (select * from claim_version where claim_id = claim.id order by number desc limit 1) version on true
  left join member verifier on verifier.id = claim.verified_by`;

const ASKS = `
  select ask.id, version.claim_id, ask.version_id, ask.question, asker.name as asker
  from claim_ask ask join claim_version version on version.id = ask.version_id
  left join member asker on asker.id = ask.by_id
  where ask.closed_at is null order by ask.at, ask.id`;

async function versionsOf(sql: Sql, ids: readonly string[]): Promise<Map<string, LibraryClaimVersion>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<VersionRow>(
    `select ${VERSION} from claim_version version where version.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.version_id, versionOf(row)]));
}

function claimOf(row: ClaimRow): LibraryClaim {
  return {
    id: row.id,
    title: row.title,
    version: versionOf(row),
    verified:
      row.verified_at === null
        ? null
        : { by: row.verified_by ?? "someone who left", at: row.verified_at, until: row.verified_until },
    retired: row.retired,
    order: row.place,
  };
}

function versionOf(row: VersionRow): LibraryClaimVersion {
  return {
    id: row.version_id,
    claimId: row.claim_id,
    number: row.number,
    at: row.created_at,
    body: row.body,
    whatChanged: row.what_changed,
  };
}
