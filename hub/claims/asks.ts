import type { z } from "zod";
import type { AskRepsRequest, ClaimAsk } from "../../lib/contract/claim.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { touchLibrary } from "../library/touch-library.ts";
import { isVisible } from "../library/visible-feedback.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { memberOf } from "./caller.ts";
import { author, instant } from "./listed-claim.ts";
import { lockClaim } from "./lock-claim.ts";
import { noSuchVersion, runningOf } from "./start-comparison.ts";

export const noSuchAsk = () => new ApiError("not_found", "There is no such question.");

/**
 * Asks five reps about a version that is shown; the key of the write is the question's id.
 * @returns the talking point
 * @throws ApiError `not_found`; `conflict` where no rep is shown that version
 */
export async function askReps(
  hub: Hub,
  call: Call,
  request: z.output<typeof AskRepsRequest>,
): Promise<string> {
  const by = memberOf(call);
  const { versionId, question } = request;
  return hub.store.transaction(async (sql) => {
    const [found] = await sql.query<{ claim_id: string; number: number }>(
      "select claim_id, number from claim_version where id = $1",
      [versionId],
    );
    if (found === undefined) throw noSuchVersion();
    const turn = await writeOnce(sql, { kind: "askReps", call, request, now: hub.now() });
    if (!turn.first) return found.claim_id;
    const { version, retired } = await lockClaim(sql, found.claim_id);
    if (retired)
      throw new ApiError("conflict", "This talking point is retired: no rep sees it. Restore it first.");
    if (version?.id !== versionId && !(await isCompared(sql, found.claim_id, versionId))) {
      throw new ApiError(
        "conflict",
        `Version ${found.number} is shown to nobody any more. Ask about version ${version?.number}.`,
      );
    }
    await sql.query(
      "insert into claim_ask (id, version_id, question, at, by_id) values ($1, $2, $3, $4, $5)",
      [call.idempotencyKey, versionId, question, hub.now(), by],
    );
    await touchLibrary(sql);
    return found.claim_id;
  });
}

async function isCompared(sql: Sql, claimId: string, versionId: string): Promise<boolean> {
  const running = await runningOf(sql, [claimId]);
  if (running.length === 0) return false;
  const rows = await sql.query(
    "select 1 from claim_comparison where id = any($1::uuid[]) and $2 in (a_version_id, b_version_id)",
    [running.map(({ id }) => id), versionId],
  );
  return rows.length > 0;
}

/**
 * Asks no more reps.
 * @returns the talking point
 * @throws ApiError `not_found`
 */
export async function closeAsk(hub: Hub, id: string): Promise<string> {
  return hub.store.transaction(async (sql) => {
    const [row] = await sql.query<{ claim_id: string }>(
      `update claim_ask set closed_at = coalesce(closed_at, $2) from claim_version version
       where claim_ask.id = $1 and version.id = claim_ask.version_id returning version.claim_id`,
      [id, hub.now()],
    );
    if (row === undefined) throw noSuchAsk();
    await touchLibrary(sql);
    return row.claim_id;
  });
}

/** Asks nothing more about a talking point whose sentence is another one now, or is said no more. */
export async function closeAsksOf(sql: Sql, claimId: string, now: Date): Promise<void> {
  await sql.query(
    `update claim_ask set closed_at = $2
     where closed_at is null and version_id in (select id from claim_version where claim_id = $1)`,
    [claimId, now],
  );
}

/** Those of a talking point, the newest first. */
export async function readAsks(sql: Sql, claimId: string, now: Date): Promise<z.input<typeof ClaimAsk>[]> {
  const rows = await sql.query<{
    id: string;
    question: string;
    version_id: string;
    number: number;
    at: Date;
    by_id: string | null;
    asker: string | null;
    closed_at: Date | null;
    shown: number;
    answered: number;
  }>(
    `select ask.id, ask.question, ask.version_id, version.number, ask.at, ask.by_id, asker.name as asker, ask.closed_at,
       (select count(*)::int from claim_ask_place where ask_id = ask.id) as shown,
       (select count(distinct f.member_id)::int from feedback f where f.ask_id = ask.id and ${isVisible("$2")}) as answered
     from claim_ask ask join claim_version version on version.id = ask.version_id
     left join member asker on asker.id = ask.by_id
     where version.claim_id = $1 order by ask.at desc, ask.id`,
    [claimId, now],
  );
  return rows.map((row) => ({
    id: row.id,
    question: row.question,
    versionId: row.version_id,
    version: row.number,
    at: row.at.toISOString(),
    by: author(row.by_id, row.asker),
    closedAt: instant(row.closed_at),
    shown: row.shown,
    answered: row.answered,
  }));
}
