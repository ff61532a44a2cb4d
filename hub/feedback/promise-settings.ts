import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { FEEDBACK_SETTING, readPromise } from "./promise.ts";
import { touchFeedback } from "./touch.ts";

/** Marketing's promise: read by both sides, said by an admin. What was promised before stays as it was promised. */
export function promiseHandlers(hub: Hub): Pick<Handlers, "feedbackSettings" | "changeFeedbackSettings"> {
  return {
    feedbackSettings: () => readPromise(hub.store),
    changeFeedbackSettings: ({ answerWithinDays }, { caller }) =>
      hub.store.transaction(async (sql) => {
        await sql.query(
          `insert into setting (key, value, changed_at, changed_by) values ($1, $2::jsonb, $3, $4)
           on conflict (key) do update set value = setting.value || excluded.value,
             changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
          [
            FEEDBACK_SETTING,
            JSON.stringify({ answerWithinDays }),
            hub.now(),
            caller.kind === "member" ? caller.member.id : null,
          ],
        );
        await touchFeedback(sql);
        return readPromise(sql);
      }),
  };
}
