import type { z } from "zod";
import type { ContextPart, FeedbackContext } from "../../lib/contract/feedback.ts";
import type { FeedbackItem } from "../../lib/contract/inbox.ts";
import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";
import type { InboxPeople } from "./inbox-people.ts";
import { readHistory } from "./item-history.ts";
import { readParts, readSimilar } from "./item-parts.ts";
import { LISTED_COLUMNS, LISTED_JOINS, type ListedRow, listedFeedback } from "./listed.ts";
import { readNewer } from "./newer-versions.ts";
import { readAnswers } from "./read-answers.ts";
import { isVisible } from "./visible.ts";

interface ItemRow extends ListedRow {
  member_id: string;
  giver: string;
  record: string | null;
  their_words: string;
  note: string;
  context: z.output<typeof FeedbackContext>;
  taken: ContextPart[];
  received_at: Date;
  erased: boolean;
  status_reason: string;
  merged_into: string | null;
  theme: string;
  added: { text: string; at: string }[] | null;
  credits: { name: string; askedAt: string; named: boolean | null }[] | null;
}

/**
 * One item with its context as it was at the click. Here alone stands who gave it, since the answer goes to them.
 * @throws ApiError not_found
 */
export async function readFeedbackItem(
  hub: Hub,
  people: InboxPeople,
  id: string,
): Promise<z.input<typeof FeedbackItem>> {
  const { store } = hub;
  const [library, [row]] = await Promise.all([
    libraryOf(hub),
    store.query<ItemRow>(
      `select ${LISTED_COLUMNS}, f.member_id, giver.name as giver, f.record, f.their_words, f.note, f.context, f.taken,
         f.received_at, f.erased_at is not null as erased, f.status_reason, f.merged_into, f.theme,
         (select json_agg(json_build_object('text', text, 'at', at) order by at, id)
          from feedback_addition where feedback_id = f.id) as added,
         (select json_agg(json_build_object('name', coalesce(c.name, who.name), 'askedAt', c.asked_at, 'named', c.named)
            order by c.asked_at, who.name, c.feedback_id)
          from credit c join member who on who.id = c.member_id
          where c.feedback_id = f.id
            or c.feedback_id in (select part.id from feedback part where part.merged_into = f.id)) as credits
       from feedback f join member giver on giver.id = f.member_id ${LISTED_JOINS}
       where f.id = $1 and ${isVisible("$2")}`,
      [id, hub.now()],
    ),
  ]);
  if (!row) {
    throw new ApiError(
      "not_found",
      "There is no such feedback (any more): its giver may have taken it back.",
    );
  }
  const answered = [row.id, ...(row.merged_into === null ? [] : [row.merged_into])];
  const [answers, parts, similar, newer, history] = await Promise.all([
    readAnswers(store, { ids: answered, library }),
    readParts(store, row.id),
    readSimilar(store, row, hub.now()),
    readNewer(store, row),
    readHistory(store, {
      id: row.id,
      giver: row.giver,
      clickedAt: row.clicked_at,
      receivedAt: row.received_at,
    }),
  ]);
  const giver = { memberId: row.member_id, name: row.giver };
  return {
    ...listedFeedback(row, library),
    giver,
    theirWords: row.their_words,
    note: row.note,
    added: (row.added ?? []).map(({ text, at }) => ({ text, at: new Date(at).toISOString() })),
    context: row.context,
    taken: row.taken,
    ...recordIn(row, people),
    erased: row.erased,
    statusReason: row.status_reason,
    answers: oldestFirst([...answers.values()].flat()),
    mergedItems: parts,
    mergedInto: row.merged_into,
    givers: eachOnce([giver, ...parts.map((part) => part.giver)]),
    credits: (row.credits ?? []).map((credit) => ({
      ...credit,
      askedAt: new Date(credit.askedAt).toISOString(),
    })),
    ...similar,
    newer,
    history,
  };
}

/** Not where the giver took the name away: the record would say it. */
function recordIn(
  { record, taken }: ItemRow,
  people: InboxPeople,
): Pick<z.input<typeof FeedbackItem>, "record" | "recordUrl"> {
  const known = record === null || taken.includes("name") ? undefined : people.recordOf(record);
  return { record: known ?? null, recordUrl: (known && people.recordAddress(known)) ?? null };
}

type Answers = z.input<typeof FeedbackItem>["answers"];

/** One that went to the item and to what it was merged into is one answer. */
function oldestFirst(answers: Answers): Answers {
  const once = new Map(answers.map((answer) => [answer.id, answer]));
  return [...once.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}

function eachOnce<Author extends { memberId: string | null }>(authors: readonly Author[]): Author[] {
  return [...new Map(authors.map((author) => [author.memberId, author])).values()];
}
