import type { z } from "zod";
import type { AnswerCreditReply, AnswerCreditRequest } from "../../lib/contract/feedback.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { touchLibrary } from "../library/touch-library.ts";
import { tell } from "../notices/tell.ts";
import { writeOnce } from "../write-once.ts";
import { addEvent } from "./add-event.ts";
import { lockOwnItem, memberOf } from "./own-item.ts";
import { touchFeedback } from "./touch.ts";
import { isAnswerVisible } from "./visible.ts";

/**
 * Keeps whether a giver may be named for what changed because of them, as they are called now: everybody who opens it
 * sees the name with their next look, also when the member is gone. It can be said anew at any time.
 * @throws ApiError not_found where nobody asked
 */
export async function answerCredit(
  hub: Hub,
  request: z.output<typeof AnswerCreditRequest>,
  call: Call,
): Promise<z.input<typeof AnswerCreditReply>> {
  const member = memberOf(call);
  return hub.store.transaction(async (sql) => {
    const now = hub.now();
    const item = await lockOwnItem(sql, request.id, member.id);
    const { first } = await writeOnce(sql, { kind: "answerCredit", call, request, now });
    const [credit] = await sql.query<{ named: boolean | null; answer_id: string; asked_by: string | null }>(
      `select c.named, c.answer_id, a.by_id as asked_by from credit c join feedback_answer a on a.id = c.answer_id
       where c.feedback_id = $1 and ${isAnswerVisible("$2")}`,
      [item.id, now],
    );
    if (!credit) throw new ApiError("not_found", "Nobody asked to name you for this.");
    const { named } = request;
    // Said again, it must not undo what was said since.
    if (!first) return { named: credit.named ?? named };
    await sql.query("update credit set named = $2, name = $3, answered_at = $4 where feedback_id = $1", [
      item.id,
      named,
      named ? member.name : null,
      now,
    ]);
    await sql.query(
      `update notice set seen_at = $3 where member_id = $1 and subject = $2 and kind = 'credit_asked'
         and seen_at is null`,
      [member.id, credit.answer_id, now],
    );
    await addEvent(sql, {
      feedbackId: item.id,
      what: "credit_answered",
      at: now,
      by: member.id,
      details: { named },
    });
    if (credit.asked_by !== null && credit.asked_by !== member.id) {
      await tell(sql, [
        {
          memberId: credit.asked_by,
          kind: "credit_given",
          feedbackId: item.id,
          subject: item.id,
          at: now,
          visibleAt: now,
        },
      ]);
    }
    // In the order of who answers, so that the two do not wait for each other in a circle.
    await touchLibrary(sql);
    await touchFeedback(sql);
    return { named };
  });
}
