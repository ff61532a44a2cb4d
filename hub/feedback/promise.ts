import { FeedbackSettings } from "../../lib/contract/inbox.ts";
import type { Sql } from "../store/store.ts";

/** The key in `setting`. */
export const FEEDBACK_SETTING = "feedback";
/** Until somebody says another. */
const WORKING_DAYS = 2;

const Stored = FeedbackSettings.catch({ answerWithinDays: WORKING_DAYS });

/** What marketing promises: a first written answer within so many working days. */
export async function readPromise(sql: Sql): Promise<{ answerWithinDays: number }> {
  const [row] = await sql.query<{ value: unknown }>("select value from setting where key = $1", [
    FEEDBACK_SETTING,
  ]);
  return Stored.parse(row?.value ?? {});
}
