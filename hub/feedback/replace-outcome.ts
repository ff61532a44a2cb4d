import { untell } from "../notices/tell.ts";
import type { Sql } from "../store/store.ts";
import { addEvent } from "./add-event.ts";
import { newestWord } from "./rules/newest-word.ts";

/** What an outcome is of: a share, or a sentence said to a person. */
export interface OutcomeOf {
  shareId: string | null;
  claimVersionId: string | null;
  identityId: number | null;
  record: string | null;
}

/**
 * Lets the newest word stand: one outcome per share, and per sentence, person and member. Whoever calls it holds the
 * member's row, so that no other one comes meanwhile.
 * @returns whether the outcome that comes now is older than what stands, and so counts no more as it arrives; and the
 *   comparison that what it replaces was said in: who changes their mind is not out of it
 */
export async function replaceOutcome(
  sql: Sql,
  said: { id: string; memberId: string; of: OutcomeOf; clickedAt: Date; now: Date },
): Promise<{ late: boolean; comparisonId: string | null }> {
  const { of } = said;
  const standing = await sql.query<{
    id: string;
    clicked_at: Date;
    was_read: boolean;
    comparison_id: string | null;
  }>(
    `select id, clicked_at, comparison_id, visible_at <= $7 and (
         reasons <> '{}' or their_words <> '' or note <> '' or answered_at is not null or status not in ('new', 'seen')
         or exists (select 1 from feedback_addition where feedback_id = f.id)
         or exists (select 1 from feedback other where other.merged_into = f.id)) as was_read
     from feedback f
     where member_id = $1 and id <> $2 and taken_back_at is null and replaced_at is null and case
       when $3::uuid is not null then share_id = $3
       else ask_id is null and claim_version_id = $4 and case
         when $5::bigint is null then identity_id is null and record = $6
         else identity_id in (
           select own.identity_id from identity_link mine join identity_link own on own.person_id = mine.person_id
           where mine.identity_id = $5 and mine.ended_at is null and own.ended_at is null
           union select $5) end end
     order by id for update`,
    [said.memberId, said.id, of.shareId, of.claimVersionId, of.identityId, of.record, said.now],
  );
  const word = newestWord(
    said.clickedAt,
    standing.map((row) => ({ id: row.id, clickedAt: row.clicked_at, wasRead: row.was_read })),
  );
  for (const [column, ids] of [
    ["taken_back_at", word.takenBack],
    ["replaced_at", word.replaced],
  ] as const) {
    if (ids.length === 0) continue;
    await sql.query(
      `update feedback set ${column} = $2, revision = revision + 1, changed_at = $2 where id = any($1::uuid[])`,
      [ids, said.now],
    );
    for (const feedbackId of ids) {
      await addEvent(sql, {
        feedbackId,
        what: "replaced",
        at: said.now,
        by: said.memberId,
        details: { by: said.id },
      });
    }
  }
  if (word.takenBack.length > 0) await untell(sql, word.takenBack);
  return { late: word.late, comparisonId: standing.find((row) => row.comparison_id)?.comparison_id ?? null };
}
