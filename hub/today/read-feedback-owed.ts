import type { z } from "zod";
import type { TodayReply } from "../../lib/contract/today.ts";

import { ABOUT_COLUMNS, type AboutRow, aboutNamed } from "../feedback/about-named.ts";
import { readAnswerTimes } from "../feedback/answer-times.ts";
import { LISTED_COLUMNS, LISTED_JOINS, type ListedRow, listedFeedback } from "../feedback/listed.ts";
import { isOwedBy } from "../feedback/owed.ts";
import { isAnswerVisible, isVisible } from "../feedback/visible.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";

const MOST_WAITING = 10;
const MOST_CREDITS = 20;

type Owed = NonNullable<z.input<typeof TodayReply>["feedback"]>;

/** What waits for an answer of this member's by due time, how the promise is kept, and how many they asked for credit. */
export async function readFeedbackOwed(hub: Hub, memberId: string): Promise<Owed> {
  const { store } = hub;
  const now = hub.now();
  const library = await libraryOf(hub);
  const waiting = await store.query<ListedRow & { of: number }>(
    `with owed as materialized (
       select f.id, f.due_at, count(*) over ()::int as of from feedback f
       where f.taken_back_at is null and ${isOwedBy("$1", "$2")}
       order by f.due_at, f.id limit ${MOST_WAITING})
     select ${LISTED_COLUMNS}, owed.of from owed join feedback f on f.id = owed.id ${LISTED_JOINS}
     order by owed.due_at, owed.id`,
    [memberId, now],
  );
  const credits = await store.query<AboutRow & { member_id: string; asked_at: Date }>(
    `select c.member_id, c.asked_at, ${ABOUT_COLUMNS}
     from credit c join feedback_answer a on a.id = c.answer_id and a.by_id = $1 and ${isAnswerVisible("$2")}
     join feedback f on f.id = c.feedback_id and ${isVisible("$2")}
     join member m on m.id = c.member_id and m.deactivated_at is null
     left join claim_ask ask on ask.id = f.ask_id
     where c.answered_at is null order by c.asked_at desc, c.feedback_id limit ${MOST_CREDITS}`,
    [memberId, now],
  );
  return {
    waiting: waiting.map((row) => listedFeedback(row, library)),
    count: waiting[0]?.of ?? 0,
    times: await readAnswerTimes(store, now),
    credits: countedByTitle(
      credits.map((row) => ({
        memberId: row.member_id,
        title: aboutNamed(row, library).title,
        askedAt: row.asked_at,
      })),
    ),
  };
}

/** Who they are stands in the opened item alone: here, how many were asked, and for what. */
function countedByTitle(
  asked: readonly { memberId: string; title: string; askedAt: Date }[],
): Owed["credits"] {
  return [...new Set(asked.map(({ title }) => title))].map((title) => {
    const all = asked.filter((one) => one.title === title);
    const reps = new Set(all.map(({ memberId }) => memberId)).size;
    const newest = Math.max(...all.map(({ askedAt }) => askedAt.getTime()));
    return { name: reps === 1 ? "1 rep" : `${reps} reps`, title, askedAt: new Date(newest).toISOString() };
  });
}
