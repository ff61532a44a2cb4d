import type { z } from "zod";
import type { AddClaimRequest, ChangeClaimRequest, ClaimBody } from "../../lib/contract/claim.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { checkOwner } from "../library/check-owner.ts";
import { touchLibrary } from "../library/touch-library.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { closeAsksOf } from "./asks.ts";
import { memberOf } from "./caller.ts";
import { lockClaim } from "./lock-claim.ts";
import { stopComparisonsOf } from "./stop-comparison.ts";

/** What is said aloud ages faster than what is sent. */
const VERIFY_EVERY_DAYS = 90;
const EMPTY: ClaimBody = {
  say: "",
  proof: [],
  conditions: { to: [], joint: "and", when: [], except: [] },
  toGet: "",
};

/** Begins a talking point as a draft; the key of the write is its id. */
export async function addClaim(
  hub: Hub,
  call: Call,
  request: z.output<typeof AddClaimRequest>,
): Promise<string> {
  const by = memberOf(call);
  const id = call.idempotencyKey;
  await hub.store.transaction(async (sql) => {
    const turn = await writeOnce(sql, { kind: "addClaim", call, request, now: hub.now() });
    if (!turn.first) return;
    await sql.query(
      `insert into claim (id, title, owner_id, created_at, created_by, verify_every_days)
       values ($1, $2, $3, $4, $3, $5)`,
      [id, request.title, by, hub.now(), request.verifyEveryDays ?? VERIFY_EVERY_DAYS],
    );
    await sql.query(
      "insert into claim_draft (claim_id, body, saved_at, saved_by) values ($1, $2::jsonb, $3, $4)",
      [id, JSON.stringify(request.body ?? EMPTY), hub.now(), by],
    );
  });
  return id;
}

/** Changes what is said of a talking point; what is absent stays. Retired, nothing goes on about it. */
export async function changeClaim(
  hub: Hub,
  call: Call,
  request: z.output<typeof ChangeClaimRequest>,
): Promise<void> {
  const by = memberOf(call);
  await hub.store.transaction(async (sql) => {
    const { retired } = await lockClaim(sql, request.id);
    if (request.ownerId) await checkOwner(sql, request.ownerId);
    await update(sql, request, hub.now());
    if (request.retired && !retired) {
      await stopComparisonsOf(sql, request.id, { by, now: hub.now() });
      await closeAsksOf(sql, request.id, hub.now());
    }
    await touchLibrary(sql);
  });
}

async function update(sql: Sql, request: z.output<typeof ChangeClaimRequest>, now: Date): Promise<void> {
  const { id, title, ownerId, verifyEveryDays, retired } = request;
  await sql.query(
    `update claim set
       title = coalesce($2, title),
       owner_id = case when $3 then $4::uuid else owner_id end,
       verify_every_days = case when $5 then $6::integer else verify_every_days end,
       verified_until = case when $5 then verified_at + $6::integer * interval '1 day' else verified_until end,
       retired_at = case when $7::boolean is null then retired_at when $7 then coalesce(retired_at, $8) end
     where id = $1`,
    [
      id,
      title ?? null,
      ownerId !== undefined,
      ownerId ?? null,
      verifyEveryDays !== undefined,
      verifyEveryDays ?? null,
      retired ?? null,
      now,
    ],
  );
}
