import type { ReplyOf } from "../../lib/contract/endpoints.ts";
import type { Sql } from "../store/store.ts";

const MOST_ROWS = 100;

/** Talking points of a member's, and those that nobody owns who may come in, to be looked at again until then. */
export async function readClaimReviews(
  sql: Sql,
  memberId: string,
  until: Date,
): Promise<NonNullable<ReplyOf<"today">["claimReviews"]>> {
  const rows = await sql.query<{ id: string; title: string; at: Date; version: number | null }>(
    `select claim.id, title, verified_until as at,
       (select max(number) from claim_version where claim_id = claim.id) as version
     from claim
     where retired_at is null and verified_until < $2 and (claim.owner_id = $1 or not exists (
       select 1 from member where member.id = claim.owner_id and member.deactivated_at is null))
     order by verified_until, claim.id limit ${MOST_ROWS}`,
    [memberId, until],
  );
  return rows.map(({ id, title, at, version }) => ({ claimId: id, title, at: at.toISOString(), version }));
}
