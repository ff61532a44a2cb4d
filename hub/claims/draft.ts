import type { z } from "zod";
import type { ClaimBody, SaveClaimDraftRequest } from "../../lib/contract/claim.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { memberOf } from "./caller.ts";
import { author, instant } from "./listed-claim.ts";
import { lockClaim } from "./lock-claim.ts";

/**
 * Keeps a draft; nothing of it reaches a rep.
 * @throws ApiError `conflict` where another draft is kept by now than the one that this goes on from
 */
export async function saveDraft(
  hub: Hub,
  call: Call,
  { claimId, body, basedOn }: z.output<typeof SaveClaimDraftRequest>,
) {
  const by = memberOf(call);
  const savedAt = hub.now();
  await hub.store.transaction(async (sql) => {
    await lockClaim(sql, claimId);
    if (basedOn !== undefined) await checkBase(sql, claimId, basedOn);
    await sql.query(
      `insert into claim_draft (claim_id, body, saved_at, saved_by) values ($1, $2::jsonb, $3, $4)
       on conflict (claim_id) do update set body = excluded.body, saved_at = excluded.saved_at, saved_by = excluded.saved_by`,
      [claimId, JSON.stringify(body), savedAt, by],
    );
  });
  return { savedAt: savedAt.toISOString() };
}

/** @throws ApiError `conflict` with the draft that is kept, if it is another one than of this time */
export async function checkBase(sql: Sql, claimId: string, basedOn: string | null): Promise<void> {
  const draft = await readDraft(sql, claimId);
  const kept = draft && new Date(draft.savedAt).getTime();
  if (kept === (basedOn === null ? null : new Date(basedOn).getTime())) return;
  throw new ApiError(
    "conflict",
    `This draft was ${
      draft ? "changed" : "published or discarded"
    } meanwhile. Read the talking point again, and save on what is there now.`,
    { draft },
  );
}

/** The draft that is kept, and whose it is. */
export async function readDraft(sql: Sql, claimId: string) {
  const [row] = await sql.query<{
    body: ClaimBody;
    saved_at: Date;
    saved_by: string | null;
    name: string | null;
  }>(
    `select body, saved_at, saved_by, member.name from claim_draft
     left join member on member.id = saved_by where claim_id = $1`,
    [claimId],
  );
  const savedAt = instant(row?.saved_at ?? null);
  return row === undefined || savedAt === null
    ? null
    : { body: row.body, savedAt, by: author(row.saved_by, row.name) };
}

/** Forgets a draft, if there is one. */
export async function discardDraft(hub: Hub, claimId: string) {
  await hub.store.query("delete from claim_draft where claim_id = $1", [claimId]);
  return { discarded: true as const };
}
