import type { z } from "zod";
import type { FeedbackEvent } from "../../lib/contract/inbox.ts";
import type { Sql } from "../store/store.ts";
import { arrivalWords, eventWords, type PastEvent } from "./rules/history-words.ts";

/** The newest; more is not read through. */
const MOST = 200;

/** What became of an item, oldest first, in words. */
export async function readHistory(
  sql: Sql,
  item: { id: string; giver: string; clickedAt: Date; receivedAt: Date },
): Promise<z.input<typeof FeedbackEvent>[]> {
  const rows = await sql.query<PastEvent & { at: Date; assignee: string | null }>(
    `select * from (
       select e.id, e.at, e.what, e.details, member.name as by, assignee.name as assignee
       from feedback_event e left join member on member.id = e.by_id
       left join member assignee on e.what = 'assigned' and assignee.id::text = e.details ->> 'to'
       where e.feedback_id = $1 order by e.id desc limit ${MOST}
     ) newest order by id`,
    [item.id],
  );
  const begin = [{ at: item.clickedAt, by: item.giver, words: `Clicked by ${item.giver}` }];
  const arrival = arrivalWords(item.clickedAt, item.receivedAt);
  if (arrival !== undefined) begin.push({ at: item.receivedAt, by: "", words: arrival });
  const since = rows.map((row) => ({
    at: row.at,
    by: row.by ?? "",
    words: eventWords(row, namesOf(row)),
  }));
  return [...begin, ...since].map(({ at, by, words }) => ({
    at: at.toISOString(),
    by: by === "" ? null : by,
    words,
  }));
}

function namesOf({
  details,
  assignee,
}: PastEvent & { assignee: string | null }): ReadonlyMap<string, string> {
  return new Map(assignee === null ? [] : [[String(details.to), assignee]]);
}
