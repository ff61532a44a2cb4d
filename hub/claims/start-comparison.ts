import type { z } from "zod";
import type { ClaimBody, StartComparisonRequest } from "../../lib/contract/claim.ts";
import type { Conditions } from "../../lib/contract/condition.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { touchLibrary } from "../library/touch-library.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { memberOf } from "./caller.ts";
import { type LockedClaim, lockClaim } from "./lock-claim.ts";

/** What talking points do not know by themselves. */
export interface ClaimParts {
  /** Whom both fit today, of how many people. */
  countBoth: (hub: Hub, a: Conditions, b: Conditions) => Promise<{ fits: number; of: number }>;
}

/**
 * Shows two versions by chance to people whom both fit; the key of the write is the comparison's id.
 * @throws ApiError `not_found`; `bad_request` where they cannot be compared; `conflict` where one of them is compared
 *   already, or is not what reps see
 */
export async function startComparison(
  hub: Hub,
  call: Call,
  request: z.output<typeof StartComparisonRequest>,
  parts: ClaimParts,
): Promise<string> {
  const by = memberOf(call);
  const id = call.idempotencyKey;
  const [a, b] = await readTwo(hub.store, request);
  // Said again, what was started stays started, whomever both fit by now.
  const started = await hub.store.query("select 1 from claim_comparison where id = $1", [id]);
  if (started.length === 0) await checkOverlap(hub, parts, a.body, b.body);
  await hub.store.transaction(async (sql) => {
    const turn = await writeOnce(sql, { kind: "startComparison", call, request, now: hub.now() });
    if (!turn.first) return;
    const claimIds = [...new Set([a.claim_id, b.claim_id])].sort();
    const claims: LockedClaim[] = [];
    for (const claimId of claimIds) claims.push(await lockClaim(sql, claimId));
    checkShown(claims, a, b);
    await checkFree(sql, claims);
    await insertComparison(sql, { id, a: a.id, b: b.id, by, now: hub.now() });
    await touchLibrary(sql);
  });
  return id;
}

export async function insertComparison(
  sql: Sql,
  { id, a, b, by, now }: { id: string; a: string; b: string; by: string; now: Date },
): Promise<void> {
  await sql.query(
    `insert into claim_comparison (id, a_version_id, b_version_id, started_at, started_by)
     values ($1, $2, $3, $4, $5)`,
    [id, a, b, now, by],
  );
}

/** The comparisons of these talking points that run. */
export async function runningOf(
  sql: Sql,
  claimIds: readonly string[],
): Promise<{ id: string; claim_id: string }[]> {
  return sql.query(
    `select distinct compared.id, version.claim_id from claim_comparison compared
     join claim_version version on version.id in (compared.a_version_id, compared.b_version_id)
     where compared.stopped_at is null and version.claim_id = any($1::uuid[])`,
    [claimIds],
  );
}

/** @throws ApiError `bad_request` where nobody could be shown either */
export async function checkOverlap(
  hub: Hub,
  { countBoth }: ClaimParts,
  a: ClaimBody,
  b: ClaimBody,
): Promise<void> {
  const { fits, of } = await countBoth(hub, a.conditions, b.conditions);
  // With nobody known at all there is nothing to tell from.
  if (fits > 0 || of === 0) return;
  throw new ApiError(
    "bad_request",
    "Nobody fits both today, so neither could be shown by chance. Say both for the same people, and compare then.",
  );
}

interface Version {
  id: string;
  claim_id: string;
  number: number;
  body: ClaimBody;
}

async function readTwo(
  sql: Sql,
  { aVersionId, bVersionId }: z.output<typeof StartComparisonRequest>,
): Promise<[Version, Version]> {
  if (aVersionId === bVersionId) {
    throw new ApiError(
      "bad_request",
      "These are one and the same version. Choose another one to compare with.",
    );
  }
  const rows = await sql.query<Version>(
    "select id, claim_id, number, body from claim_version where id = any($1::uuid[])",
    [[aVersionId, bVersionId]],
  );
  const [a, b] = [aVersionId, bVersionId].map((id) => rows.find((row) => row.id === id));
  if (a === undefined || b === undefined) throw noSuchVersion();
  return [a, b];
}

export const noSuchVersion = () => new ApiError("not_found", "There is no such version of a talking point.");

/** Two of one, one of them the newest; or the newest of each of two: else nobody would see what is compared. */
function checkShown(claims: readonly LockedClaim[], a: Version, b: Version): void {
  const retired = claims.find((claim) => claim.retired);
  if (retired) throw new ApiError("conflict", `“${retired.title}” is retired. Restore it first.`);
  for (const { id, title, version } of claims) {
    const compared = [a, b].filter(({ claim_id }) => claim_id === id);
    if (version === null || compared.some((one) => one.id === version.id)) continue;
    throw new ApiError(
      "conflict",
      `Reps see version ${version.number} of “${title}”. Compare that one, or publish another version first.`,
    );
  }
}

async function checkFree(sql: Sql, claims: readonly LockedClaim[]): Promise<void> {
  const [busy] = await runningOf(
    sql,
    claims.map(({ id }) => id),
  );
  if (busy === undefined) return;
  const title = claims.find(({ id }) => id === busy.claim_id)?.title ?? "";
  throw new ApiError(
    "conflict",
    `A comparison of “${title}” is running. End it first: one at a time can be told.`,
  );
}
