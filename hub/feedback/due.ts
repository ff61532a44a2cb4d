import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { readPromise } from "./promise.ts";
import { addWorkingDays } from "./rules/working-time.ts";

/** Until when an answer is owed to what comes now, by marketing's promise as it stands. */
export async function dueFromNow(hub: Pick<Hub, "settings" | "now">, sql: Sql): Promise<Date> {
  const { answerWithinDays } = await readPromise(sql);
  return addWorkingDays(hub.now(), answerWithinDays, hub.settings.timeZone);
}
