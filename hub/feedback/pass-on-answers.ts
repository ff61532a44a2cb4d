import type { FeedbackStatus } from "../../lib/contract/feedback.ts";
import type { NoticeKind } from "../notices/tell.ts";
import type { Sql } from "../store/store.ts";
import { askCredit } from "./ask-credit.ts";
import { tellGivers } from "./tell-givers.ts";
import { UNDO_MS } from "./undo-time.ts";

/** What givers are told of an answer, by the state that it says. */
export function answerKinds(status: FeedbackStatus, asksCredit: boolean): NoticeKind[] {
  if (status === "planned" || status === "declined") return [status];
  if (status !== "changed") return ["answered"];
  return asksCredit ? ["changed", "credit_asked"] : ["changed"];
}

interface Heard {
  answer_id: string;
  status: FeedbackStatus;
  asset_version_id: string | null;
  claim_version_id: string | null;
  id: string;
  member_id: string;
}

/**
 * Who gave what is merged into an answered item hears of its newest answer, as if theirs had been there then.
 * @returns whether anybody did
 */
export async function passOnAnswers(sql: Sql, group: readonly string[], now: Date): Promise<boolean> {
  const heard = await sql.query<Heard>(
    `select newest.*, part.id, part.member_id
     from feedback part join feedback main on main.id = part.merged_into and main.answered_at is not null
     cross join lateral (
       select a.id as answer_id, a.status, a.asset_version_id, a.claim_version_id
       from feedback_answer_item i join feedback_answer a on a.id = i.answer_id
       where i.feedback_id = main.id and i.at is not null and a.undone_at is null
       order by i.at desc, a.at desc, a.id desc limit 1
     ) newest
     where part.id = any($1::uuid[]) and part.taken_back_at is null and part.answered_at is null order by part.id`,
    [group],
  );
  if (heard.length === 0) return false;
  await sql.query(
    `insert into feedback_answer_item (answer_id, feedback_id, at, passed_from, own)
     select said.answer_id, said.id, $3, part.merged_into, false
     from unnest($1::uuid[], $2::uuid[]) as said (answer_id, id) join feedback part on part.id = said.id
     on conflict (answer_id, feedback_id) do update set at = excluded.at, passed_from = excluded.passed_from`,
    [heard.map(({ answer_id }) => answer_id), heard.map(({ id }) => id), now],
  );
  await sql.query("update feedback set answer_seen_at = null where id = any($1::uuid[])", [
    heard.map(({ id }) => id),
  ]);
  const answers = new Map(heard.map((row) => [row.answer_id, row]));
  for (const [answerId, { status, asset_version_id, claim_version_id }] of answers) {
    const givers = heard.filter((row) => row.answer_id === answerId);
    const asksCredit = status === "changed" && (asset_version_id ?? claim_version_id) !== null;
    if (asksCredit) {
      const askedAt = new Date(now.getTime() + UNDO_MS);
      await askCredit(sql, givers, {
        answerId,
        assetVersionId: asset_version_id,
        claimVersionId: claim_version_id,
        askedAt,
      });
    }
    await tellGivers(sql, givers, { kinds: answerKinds(status, asksCredit), subject: answerId, now });
  }
  return true;
}
