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

/** SQL: whether the giver could read an answer by now, and whether one of those is new to them; see noteAnswers. */
const IS_ANSWERED = "first_answer_at <= $2::timestamptz";
const IS_UNSEEN = `(${IS_ANSWERED} and coalesce(answer_seen_at, '-infinity') <
  case when newest_answer_at <= $2::timestamptz then newest_answer_at else first_answer_at end)`;

const HERE = "id, received_at, taken_back_at, first_answer_at, newest_answer_at, answer_seen_at";

/** The counts need nothing but an index; of the items themselves those of one record and person are looked at. */
const COUNTS = `
  select count(*)::int as count, (count(*) filter (where ${IS_ANSWERED}))::int as answered,
    (count(*) filter (where ${IS_UNSEEN}))::int as unseen,
    array(
      select here.id::text
      from (
        select ${HERE} from feedback where record = $3 and member_id = $1 and first_answer_at is not null
        union
        select ${HERE} from feedback where identity_id = any($4::bigint[]) and member_id = $1
      ) here
      where taken_back_at is null and ${IS_ANSWERED} and (${IS_UNSEEN} or exists (
        select 1 from credit c join feedback_answer a on a.id = c.answer_id
        where c.feedback_id = here.id and c.named is null and ${isAnswerVisible("$2")}))
      order by received_at desc, id desc limit ${MOST}
    ) as shown
  from feedback where member_id = $1 and taken_back_at is null`;

const SHOWN = `
  select ${mineColumns("$1")} from feedback f ${mineJoins("$1")} where f.id = any($2::uuid[])
  order by f.received_at desc, f.id desc`;

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
  const { memberId, now, record, identityIds } = asked;
  const [row] = await sql.query<Mine["mine"] & { shown: string[] }>(COUNTS, [
    memberId,
    now,
    record,
    identityIds,
  ]);
  if (!row) return NONE_GIVEN;
  const { shown, ...mine } = row;
  if (shown.length === 0) return { mine, answered: [] };
  return { mine, answered: await withAnswers(sql, await sql.query<MineRow>(SHOWN, [now, shown]), asked) };
}
