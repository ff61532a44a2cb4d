import type { FeedbackStatus } from "../../lib/contract/feedback.ts";
import type { Hub } from "../hub.ts";
import type { NoticeKind } from "../notices/tell.ts";
import type { Sql } from "../store/store.ts";
import { askCredit } from "./ask-credit.ts";
import { stopClock } from "./stop-clock.ts";
import { tellGivers } from "./tell-givers.ts";
import { UNDO_MS } from "./undo-time.ts";

/** What givers are told of an answer, by the state that it says. */
export function answerKinds(status: FeedbackStatus, asksCredit: boolean): NoticeKind[] {
  if (status === "planned" || status === "declined") return [status];
  if (status !== "changed") return ["answered"];
  return asksCredit ? ["changed", "credit_asked"] : ["changed"];
}

/** Who gave what is merged into an answered item hears of that answer, as if theirs had been there then. */
export async function passOnAnswer(
  hub: Pick<Hub, "settings">,
  sql: Sql,
  { into, parts, now }: { into: string; parts: readonly string[]; now: Date },
): Promise<void> {
  const [answer] = await sql.query<{
    id: string;
    status: FeedbackStatus;
    asset_version_id: string | null;
    claim_version_id: string | null;
  }>(
    `select a.id, a.status, a.asset_version_id, a.claim_version_id
     from feedback_answer_item item join feedback_answer a on a.id = item.answer_id
     where item.feedback_id = $1 and a.undone_at is null
       and exists (select 1 from feedback where id = $1 and answered_at is not null)
     order by a.at desc, a.id desc limit 1`,
    [into],
  );
  if (!answer) return;
  const heard = await sql.query<{ id: string; member_id: string; owed_at: Date | null }>(
    "select id, member_id, owed_at from feedback where id = any($1::uuid[]) and answered_at is null order by id",
    [parts],
  );
  if (heard.length === 0) return;
  await stopClock(hub, sql, heard, now);
  const asksCredit =
    answer.status === "changed" && (answer.asset_version_id ?? answer.claim_version_id) !== null;
  if (asksCredit) {
    await askCredit(sql, heard, {
      answerId: answer.id,
      assetVersionId: answer.asset_version_id,
      claimVersionId: answer.claim_version_id,
      askedAt: new Date(now.getTime() + UNDO_MS),
    });
  }
  const kinds = answerKinds(answer.status, asksCredit);
  await tellGivers(sql, heard, { kinds, subject: answer.id, now });
}
