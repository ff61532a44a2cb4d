import type { z } from "zod";
import type { FeedbackOfRecord } from "../../lib/contract/feedback.ts";
import type { Library } from "../library/library.ts";
import type { Sql } from "../store/store.ts";
import type { FeedbackPeople } from "./people.ts";
import { type MineRow, mineColumns, mineJoins, withAnswers } from "./read-mine.ts";
import { isAnswerVisible } from "./visible.ts";

type Mine = Pick<z.input<typeof FeedbackOfRecord>, "mine" | "answered">;

/** Who never gave any feedback has this, which asks the database nothing. */
export const NONE_GIVEN: Mine = { mine: { count: 0, answered: 0, unseen: 0 }, answered: [] };

const MOST = 5;

interface Row extends Partial<MineRow> {
  count: number;
  answered: number;
  unseen_count: number;
}

/**
 * How much a member gave, what came of it, and what they are to see on a record: answers that are new to them, and
 * questions whether they may be named. One statement, and the answers themselves only where there are some.
 * @param asked `record`: as look-ups write it; `identityIds`: of its person's own
 */
export async function mineOfRecord(
  sql: Sql,
  asked: {
    memberId: string;
    record: string;
    identityIds: readonly number[];
    library: Library;
    people: Pick<FeedbackPeople, "recordOf">;
    now: Date;
  },
): Promise<Mine> {
  const rows = await sql.query<Row>(
    `with mine as materialized (
       select id, merged_into, answer_seen_at, received_at,
         (record = $3 or identity_id = any($4::bigint[])) is true as here
       from feedback where member_id = $1 and taken_back_at is null
     ), answered as materialized (
       select mine.id, mine.here, mine.received_at,
         max(a.visible_at) > coalesce(mine.answer_seen_at, '-infinity') as unseen
       from mine
       cross join lateral (values (mine.id), (mine.merged_into)) said (id)
       join feedback_answer_item i on i.feedback_id = said.id
       join feedback_answer a on a.id = i.answer_id and ${isAnswerVisible("$2")}
       group by mine.id, mine.here, mine.received_at, mine.answer_seen_at
     ), shown as (
       select id from answered
       where here and (unseen or exists (
         select 1 from credit c join feedback_answer a on a.id = c.answer_id
         where c.feedback_id = answered.id and c.named is null and ${isAnswerVisible("$2")}))
       order by received_at desc, id desc limit ${MOST}
     )
     select counts.*, item.*
     from (
       select (select count(*)::int from mine) as count, count(*)::int as answered,
         (count(*) filter (where unseen))::int as unseen_count
       from answered
     ) counts
     left join lateral (
       select ${mineColumns("$2")} from feedback f ${mineJoins("$2")} where f.id in (select id from shown)
     ) item on true
     order by item.micros desc, item.id desc`,
    [asked.memberId, asked.now, asked.record, asked.identityIds],
  );
  const [counts] = rows;
  if (!counts) return NONE_GIVEN;
  const shown = rows.filter((row) => row.id != null) as (Row & MineRow)[];
  return {
    mine: { count: counts.count, answered: counts.answered, unseen: counts.unseen_count },
    answered: shown.length === 0 ? [] : await withAnswers(sql, shown, asked),
  };
}
