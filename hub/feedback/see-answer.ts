import type { z } from "zod";
import type { SeeAnswerReply, SeeAnswerRequest } from "../../lib/contract/feedback.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { writeOnce } from "../write-once.ts";
import { lockOwnItem, memberOf } from "./own-item.ts";
import { isAnswerVisible } from "./visible.ts";

/** Keeps that an answer was on its giver's screen: as far as that one, so that what came since is still new. */
export async function seeAnswer(
  hub: Hub,
  request: z.output<typeof SeeAnswerRequest>,
  call: Call,
): Promise<z.input<typeof SeeAnswerReply>> {
  const member = memberOf(call);
  await hub.store.transaction(async (sql) => {
    const now = hub.now();
    const item = await lockOwnItem(sql, request.id, member.id);
    const { first } = await writeOnce(sql, { kind: "seeAnswer", call, request, now });
    if (!first) return;
    const [answer] = await sql.query<{ visible_at: Date }>(
      `select a.visible_at from feedback_answer_item i join feedback_answer a on a.id = i.answer_id
       where i.answer_id = $1 and i.feedback_id = any($2::uuid[]) and ${isAnswerVisible("$3")} limit 1`,
      [request.answerId, [item.id, item.merged_into ?? item.id], now],
    );
    // It may have been taken back the moment before.
    if (!answer) throw new ApiError("not_found", "There is no such answer to it (any more).");
    await sql.query("update feedback set answer_seen_at = greatest(answer_seen_at, $2) where id = $1", [
      item.id,
      answer.visible_at,
    ]);
    await sql.query(
      `update notice set seen_at = $5 where member_id = $1 and seen_at is null
         and kind in ('answered', 'planned', 'changed', 'declined')
         and (subject = $3 or feedback_id = $2 and visible_at <= $4)`,
      [member.id, item.id, request.answerId, answer.visible_at, now],
    );
  });
  return { seen: true };
}
