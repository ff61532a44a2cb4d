import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { ClaimBody, StopComparisonRequest } from "../../lib/contract/claim.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { queueFigures } from "../library/queue-figures.ts";
import { touchLibrary } from "../library/touch-library.ts";
import type { Sql } from "../store/store.ts";
import { memberOf } from "./caller.ts";
import { lockClaim } from "./lock-claim.ts";
import { countOutcomes } from "./outcomes.ts";
import { insertVersion } from "./publish-claim.ts";
import { noSuchComparison } from "./read-comparisons.ts";

interface Row {
  id: string;
  a_version_id: string;
  b_version_id: string;
  stopped_at: Date | null;
}

interface Version {
  id: string;
  claim_id: string;
  number: number;
  body: ClaimBody;
}

/**
 * Ends a comparison and keeps what it came to. From then on everybody is shown the newest version: where the other one
 * is kept, that is published again. One that was ended already stays as it is.
 * @throws ApiError `not_found`; `bad_request` for keeping one of two talking points, which both stay
 */
export async function stopComparison(
  hub: Hub,
  call: Call,
  { id, keep }: z.output<typeof StopComparisonRequest>,
): Promise<void> {
  const by = memberOf(call);
  const now = hub.now();
  await hub.store.transaction(async (sql) => {
    const versions = await versionsOf(sql, id);
    // As who publishes and starts does: the talking points first.
    for (const claimId of [...new Set(versions.map(({ claim_id }) => claim_id))].sort()) {
      await lockClaim(sql, claimId);
    }
    const row = await lock(sql, id);
    if (row.stopped_at !== null) return;
    const [a, b] = [row.a_version_id, row.b_version_id].map((version) =>
      versions.find((one) => one.id === version),
    );
    if (a === undefined || b === undefined) throw noSuchComparison();
    if (keep !== undefined && a.claim_id !== b.claim_id) {
      throw new ApiError(
        "bad_request",
        "These are two talking points, and both stay. Retire the one that is not to be said any more.",
      );
    }
    await stop(sql, [row], { by, now });
    if (keep !== undefined) await keepVersion(sql, keep === "a" ? [a, b] : [b, a], { by, now });
    await touchLibrary(sql);
  });
}

/** Ends those of a talking point that run, since it is said no more. */
export async function stopComparisonsOf(
  sql: Sql,
  claimId: string,
  stopped: { by: string; now: Date },
): Promise<void> {
  const rows = await sql.query<Row>(
    `select id, a_version_id, b_version_id, stopped_at from claim_comparison
     where stopped_at is null and exists (
       select 1 from claim_version where id in (a_version_id, b_version_id) and claim_id = $1
     ) order by id for update`,
    [claimId],
  );
  await stop(sql, rows, stopped);
}

async function stop(sql: Sql, rows: readonly Row[], { by, now }: { by: string; now: Date }): Promise<void> {
  const counted = await countOutcomes(sql, rows, now);
  for (const { id } of rows) {
    await sql.query(
      "update claim_comparison set stopped_at = $2, stopped_by = $3, outcome = $4::jsonb where id = $1",
      [id, now, by, JSON.stringify(counted.get(id))],
    );
  }
}

async function keepVersion(
  sql: Sql,
  [kept, other]: [Version, Version],
  { by, now }: { by: string; now: Date },
): Promise<void> {
  // The newest is what is shown anyway.
  if (kept.number > other.number) return;
  const id = randomUUID();
  const whatChanged = `Version ${kept.number} again, kept after it was compared with version ${other.number}`;
  await insertVersion(sql, { id, claimId: kept.claim_id, body: kept.body, whatChanged, by, now });
  await queueFigures(sql, id);
}

async function lock(sql: Sql, id: string): Promise<Row> {
  const [row] = await sql.query<Row>(
    "select id, a_version_id, b_version_id, stopped_at from claim_comparison where id = $1 for update",
    [id],
  );
  if (row === undefined) throw noSuchComparison();
  return row;
}

async function versionsOf(sql: Sql, comparisonId: string): Promise<Version[]> {
  return sql.query<Version>(
    `select version.id, version.claim_id, version.number, version.body from claim_version version
     join claim_comparison compared on version.id in (compared.a_version_id, compared.b_version_id)
     where compared.id = $1`,
    [comparisonId],
  );
}
