import type { z } from "zod";
import type { FeedbackContext, MyFeedback } from "../../lib/contract/feedback.ts";
import type { Library } from "../library/library.ts";
import type { Sql } from "../store/store.ts";
import { ABOUT_COLUMNS, type AboutRow, aboutNamed } from "./about-named.ts";
import type { OwnItem } from "./own-item.ts";
import type { FeedbackPeople } from "./people.ts";
import { readAnswers } from "./read-answers.ts";
import { giverStatus } from "./rules/giver-status.ts";
import { UNDO_MS } from "./undo-time.ts";
import { isAnswerVisible } from "./visible.ts";

/** An item as its giver reads it, but for its answers. */
export interface MineRow extends AboutRow {
  id: string;
  clicked_at: Date;
  /** Microseconds of its receipt: two may be less than a millisecond apart. */
  micros: number;
  record: string | null;
  context: z.output<typeof FeedbackContext>;
  reasons: string[];
  their_words: string;
  note: string;
  added: { text: string; at: string }[] | null;
  merged_into: string | null;
  own_status: OwnItem["status"];
  main_status: OwnItem["status"] | null;
  status_reason: string;
  planned_for: string | null;
  merged_with: number;
  asked_at: Date | null;
  named: boolean | null;
  unseen: boolean;
}

/** SQL: the newest of the answers to an item, or to what it was merged into, that its giver can read: when it came. */
export const newestAnswer = (now: string): string => `(
  select max(a.visible_at) from feedback_answer_item i join feedback_answer a on a.id = i.answer_id
  where i.feedback_id in (f.id, f.merged_into) and ${isAnswerVisible(now)})`;

/** SQL: the columns of `feedback f` and `MINE_JOINS`. */
export const mineColumns = (now: string): string => `${ABOUT_COLUMNS}, f.id, f.clicked_at,
  (extract(epoch from f.received_at) * 1000000)::bigint as micros, f.record, f.context, f.reasons, f.their_words, f.note,
  (select json_agg(json_build_object('text', text, 'at', at) order by at, id) from feedback_addition
   where feedback_id = f.id) as added,
  f.merged_into,
  case when main.id is null then coalesce(pending.status, f.status) else f.status end as own_status,
  case when main.id is not null then coalesce(pending.status, main.status) end as main_status,
  coalesce(pending.status_reason, main.status_reason, f.status_reason) as status_reason,
  case when pending.status is not null then pending.planned_for
    when main.id is null then f.planned_for else main.planned_for end as planned_for,
  (select count(*)::int from feedback other where other.merged_into = coalesce(f.merged_into, f.id)
     and other.taken_back_at is null and other.id <> f.id) + (main.id is not null)::int as merged_with,
  credit.asked_at, credit.named,
  coalesce(${newestAnswer(now)} > coalesce(f.answer_seen_at, '-infinity'), false) as unseen`;

/** SQL: what they need beside `feedback f`. Until givers are told of a new state, it is the one before. */
export const mineJoins = (now: string): string => `
  left join claim_ask ask on ask.id = f.ask_id
  left join feedback main on main.id = f.merged_into
  left join lateral (
    select item.before ->> 'status' as status, item.before ->> 'status_reason' as status_reason,
      (item.before ->> 'planned_for')::date as planned_for
    from feedback_change_item item
    join feedback_change c on c.id = item.change_id and c.kind <> 'merge' and c.undone_at is null
      and c.at > ${now}::timestamptz - interval '${UNDO_MS} milliseconds'
    where item.feedback_id = coalesce(f.merged_into, f.id)
    order by item.revision limit 1
  ) pending on true
  left join lateral (
    select c.asked_at, c.named from credit c join feedback_answer a on a.id = c.answer_id
    where c.feedback_id = f.id and ${isAnswerVisible(now)}
  ) credit on true`;

/** Puts the answers to these items, which are the reader's own. */
export async function withAnswers(
  sql: Sql,
  rows: readonly MineRow[],
  read: { library: Library; people: Pick<FeedbackPeople, "recordOf">; now: Date },
): Promise<z.input<typeof MyFeedback>[]> {
  const ids = rows.flatMap(({ id, merged_into }) => (merged_into === null ? [id] : [id, merged_into]));
  const answers = await readAnswers(sql, { ids, library: read.library, until: read.now });
  return rows.map((row) => {
    const all = [row.id, ...(row.merged_into === null ? [] : [row.merged_into])].flatMap(
      (id) => answers.get(id) ?? [],
    );
    const own = [...new Map(all.map((answer) => [answer.id, answer])).values()];
    return mineOf(
      row,
      own.sort((a, b) => (a.at < b.at ? -1 : 1)),
      read,
    );
  });
}

function mineOf(
  row: MineRow,
  answers: z.input<typeof MyFeedback>["answers"],
  { library, people }: { library: Library; people: Pick<FeedbackPeople, "recordOf"> },
): z.input<typeof MyFeedback> {
  const { name, company } = row.context;
  return {
    id: row.id,
    type: row.type as z.input<typeof MyFeedback>["type"],
    about: aboutNamed(row, library),
    at: row.clicked_at.toISOString(),
    record: (row.record === null ? undefined : people.recordOf(row.record)) ?? null,
    ...(name === undefined ? {} : { name }),
    ...(company === undefined ? {} : { company }),
    reasons: row.reasons,
    theirWords: row.their_words,
    note: row.note,
    added: (row.added ?? []).map(({ text, at }) => ({ text, at: new Date(at).toISOString() })),
    status: giverStatus(row.own_status, row.main_status ?? undefined),
    statusReason: row.status_reason,
    plannedFor: row.planned_for,
    mergedWith: row.merged_with,
    answers,
    credit: row.asked_at === null ? null : { askedAt: row.asked_at.toISOString(), named: row.named },
    unseen: row.unseen,
  };
}
