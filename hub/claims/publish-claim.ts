import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { ClaimBody, PublishClaimRequest } from "../../lib/contract/claim.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { checkAsks } from "../library/check-asks.ts";
import { queueFigures } from "../library/queue-figures.ts";
import { touchLibrary } from "../library/touch-library.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { closeAsksOf } from "./asks.ts";
import { memberOf } from "./caller.ts";
import { checkBase } from "./draft.ts";
import { lockClaim } from "./lock-claim.ts";
import { type ClaimParts, checkOverlap, insertComparison, runningOf } from "./start-comparison.ts";

/**
 * Publishes a version, which reaches reps at once; the key of the write is its id. What held before stays as history, the
 * draft is done with, and questions about the version before are asked no more.
 * @throws ApiError `bad_request` for a body without a sentence, or that asks nothing of anybody; `conflict` for what is
 *   published already, for a talking point whose comparison runs, and where another draft is kept by now
 */
export async function publishClaim(
  hub: Hub,
  call: Call,
  request: z.output<typeof PublishClaimRequest>,
  parts: ClaimParts,
): Promise<void> {
  const by = memberOf(call);
  const { claimId, body, whatChanged, compare } = request;
  await checkBody(hub, body);
  if (compare) await checkOverlapWithNewest(hub, parts, { id: call.idempotencyKey, claimId, body });
  await hub.store.transaction(async (sql) => {
    const turn = await writeOnce(sql, { kind: "publishClaim", call, request, now: hub.now() });
    if (!turn.first) return;
    const { version, retired } = await lockClaim(sql, claimId);
    if (retired) throw new ApiError("conflict", "This talking point is retired. Restore it first.");
    if (request.basedOn !== undefined) await checkBase(sql, claimId, request.basedOn);
    if ((await runningOf(sql, [claimId])).length > 0) {
      throw new ApiError("conflict", "A comparison of this talking point is running. End it first.");
    }
    if (compare && version === null) throw nothingBefore();
    await checkIsNew(sql, claimId, body);
    const id = call.idempotencyKey;
    await insertVersion(sql, { id, claimId, body, whatChanged, by, now: hub.now() });
    await sql.query("delete from claim_draft where claim_id = $1", [claimId]);
    if (compare && version !== null) {
      await insertComparison(sql, { id: randomUUID(), a: version.id, b: id, by, now: hub.now() });
    }
    await queueFigures(sql, id);
    await touchLibrary(sql);
  });
}

/** The next version, said to be right by who made it. */
export async function insertVersion(
  sql: Sql,
  version: { id: string; claimId: string; body: ClaimBody; whatChanged: string; by: string; now: Date },
): Promise<void> {
  const { id, claimId, body, whatChanged, by, now } = version;
  await sql.query(
    `insert into claim_version (id, claim_id, number, body, what_changed, created_at, created_by)
     select $1, $2, coalesce(max(number), 0) + 1, $3::jsonb, $4, $5, $6 from claim_version where claim_id = $2`,
    [id, claimId, JSON.stringify(body), whatChanged, now, by],
  );
  await closeAsksOf(sql, claimId, now);
  await sql.query("update claim set fits = null, fits_at = null where id = $1", [claimId]);
  await markVerified(sql, claimId, by, now);
}

/** Somebody says that it is right, now and for another interval. */
export async function markVerified(sql: Sql, id: string, by: string, now: Date): Promise<void> {
  await sql.query(
    `update claim set verified_at = $3, verified_by = $2,
       verified_until = $3::timestamptz + verify_every_days * interval '1 day'
     where id = $1`,
    [id, by, now],
  );
}

async function checkBody(hub: Hub, { say, conditions, proof }: ClaimBody): Promise<void> {
  if (say === "") throw new ApiError("bad_request", "Write the sentence first: there is nothing to say yet.");
  checkAsks(conditions);
  const assets = [...new Set(proof.flatMap(({ assetId }) => assetId ?? []))];
  if (assets.length === 0) return;
  const found = await hub.store.query("select 1 from asset where id = any($1::uuid[])", [assets]);
  if (found.length < assets.length) {
    throw new ApiError(
      "not_found",
      "Some of the content that is named as proof is not there. Choose it again.",
    );
  }
}

async function checkIsNew(sql: Sql, claimId: string, body: ClaimBody): Promise<void> {
  const [same] = await sql.query<{ number: number }>(
    `select number from (
       select number, body from claim_version where claim_id = $1 order by number desc limit 1
     ) newest where body = $2::jsonb`,
    [claimId, JSON.stringify(body)],
  );
  if (same) {
    throw new ApiError("conflict", `Version ${same.number} says the same already. Nothing was published.`);
  }
}

const nothingBefore = () =>
  new ApiError("bad_request", "There is no version before this one to compare with. Publish it alone.");

/** Said again, what was published stays published, whomever it fits by now. */
async function checkOverlapWithNewest(
  hub: Hub,
  parts: ClaimParts,
  { id, claimId, body }: { id: string; claimId: string; body: ClaimBody },
): Promise<void> {
  const [newest] = await hub.store.query<{ body: ClaimBody; published: boolean }>(
    `select body, exists (select 1 from claim_version where id = $2) as published
     from claim_version where claim_id = $1 order by number desc limit 1`,
    [claimId, id],
  );
  if (newest && !newest.published) await checkOverlap(hub, parts, newest.body, body);
}
