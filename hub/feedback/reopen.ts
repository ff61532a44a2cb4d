import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { ReopenFeedbackReply, ReopenFeedbackRequest } from "../../lib/contract/feedback.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { tell } from "../notices/tell.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { addEvent } from "./add-event.ts";
import { dueFromNow } from "./due.ts";
import { lockOwnItem, memberOf, type OwnItem } from "./own-item.ts";
import { canReopen } from "./rules/giver-status.ts";
import { settle } from "./settle.ts";
import { touchFeedback } from "./touch.ts";
import { isAnswerVisible } from "./visible.ts";
import { indexWords } from "./words.ts";

type Request = z.output<typeof ReopenFeedbackRequest>;

/**
 * Opens one's own again: new, with a sentence why, an answer due anew, and who answered is told. One that was merged
 * parts from the others, whose answer may well do for them.
 * @throws ApiError conflict where nothing came of it yet
 */
export async function reopenFeedback(
  hub: Hub,
  request: Request,
  call: Call,
): Promise<z.input<typeof ReopenFeedbackReply>> {
  const member = memberOf(call);
  return hub.store.transaction(async (sql) => {
    const now = hub.now();
    const item = await lockOwnItem(sql, request.id, member.id);
    const { first } = await writeOnce(sql, { kind: "reopenFeedback", call, request, now });
    if (!first) return { status: item.status };
    const answered = await readAnswered(sql, item, now);
    if (item.taken_back_at !== null || !canReopen(answered.status, answered.by !== null)) {
      throw new ApiError("conflict", "This is open already. Add a sentence to it instead.");
    }
    await sql.query(
      `update feedback set status = 'new', merged_into = null, status_reason = '', planned_for = null, own_due_at = $2,
         owed_at = $3, revision = revision + 1, changed_at = $3
       where id = $1`,
      [item.id, await dueFromNow(hub, sql), now],
    );
    // What was said before is still there to be read, and answers it no more.
    await sql.query(
      "update feedback_answer_item set at = null, passed_from = null, own = true where feedback_id = $1",
      [item.id],
    );
    await settle(hub, sql, item.merged_into === null ? [item.id] : [item.id, item.merged_into], now);
    await sql.query("insert into feedback_addition (id, feedback_id, text, at) values ($1, $2, $3, $4)", [
      randomUUID(),
      item.id,
      request.note,
      now,
    ]);
    await indexWords(sql, [item.id]);
    await addEvent(sql, { feedbackId: item.id, what: "reopened", at: now, by: member.id });
    const told = answered.by ?? answered.assignee;
    if (told !== null && told !== member.id) {
      await tell(sql, [
        {
          memberId: told,
          kind: "reopened",
          feedbackId: item.id,
          subject: call.idempotencyKey,
          at: now,
          visibleAt: now,
        },
      ]);
    }
    await touchFeedback(sql);
    return { status: "new" };
  });
}

interface Answered {
  status: OwnItem["status"];
  /** Who wrote the newest answer that its giver can read. */
  by: string | null;
  assignee: string | null;
}

/** Of one that was merged what came of the main one; its answers stay its giver's when it parts. */
async function readAnswered(sql: Sql, item: OwnItem, now: Date): Promise<Answered> {
  if (item.merged_into !== null) {
    await sql.query(
      `insert into feedback_answer_item (answer_id, feedback_id, at)
       select answer_id, $2, null from feedback_answer_item where feedback_id = $1 on conflict do nothing`,
      [item.merged_into, item.id],
    );
  }
  const [answered] = await sql.query<Answered>(
    `select f.status, f.assignee_id as assignee, (
       select a.by_id from feedback_answer_item i join feedback_answer a on a.id = i.answer_id
       where i.feedback_id = $2 and ${isAnswerVisible("$3")} order by a.visible_at desc limit 1) as by
     from feedback f where f.id = $1`,
    [item.merged_into ?? item.id, item.id, now],
  );
  return answered ?? { status: item.status, by: null, assignee: null };
}
