import { touchLibrary } from "../library/touch-library.ts";
import type { Sql } from "../store/store.ts";

/** A version that answers what reps said. */
export interface CreditedVersion {
  assetVersionId: string | null;
  claimVersionId: string | null;
}

/**
 * Asks the givers of items whether they may be named for a version, each once. Who said so for an earlier version of
 * the same item's is taken at their word.
 * @param askedAt when they may read the answer
 */
export async function askCredit(
  sql: Sql,
  items: readonly { id: string; member_id: string }[],
  ask: CreditedVersion & { answerId: string; askedAt: Date },
): Promise<void> {
  const first = new Map<string, string>();
  for (const { id, member_id } of items) if (!first.has(member_id)) first.set(member_id, id);
  await sql.query(
    `insert into credit (feedback_id, member_id, answer_id, asset_version_id, claim_version_id, asked_at)
     select giver.feedback_id, giver.member_id, $3, $4, $5, $6
     from unnest($1::uuid[], $2::uuid[]) as giver (feedback_id, member_id)
     on conflict (feedback_id) do update set answer_id = excluded.answer_id, asked_at = excluded.asked_at,
       asset_version_id = excluded.asset_version_id, claim_version_id = excluded.claim_version_id`,
    [
      [...first.values()],
      [...first.keys()],
      ask.answerId,
      ask.assetVersionId,
      ask.claimVersionId,
      ask.askedAt,
    ],
  );
  await touchLibrary(sql);
}
