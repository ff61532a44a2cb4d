import type { z } from "zod";
import type { MyFeedbackReply, MyFeedbackRequest } from "../../lib/contract/feedback.ts";
import { recordKey } from "../../lib/contract/record-key.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";
import { readAnswerTimes } from "./answer-times.ts";
import { memberOf } from "./own-item.ts";
import type { FeedbackPeople } from "./people.ts";
import { type MineRow, mineColumns, mineJoins, withAnswers } from "./read-mine.ts";

const PAGE = 50;

/** One's own, newest first, whatever one's role: of a record what was said on it, and of its person elsewhere. */
export async function myFeedback(
  hub: Hub,
  people: FeedbackPeople,
  { record, cursor }: z.output<typeof MyFeedbackRequest>,
  call: Call,
): Promise<z.input<typeof MyFeedbackReply>> {
  const { store } = hub;
  const now = hub.now();
  const values: unknown[] = [memberOf(call).id, now];
  const given = (value: unknown) => `$${values.push(value)}`;
  const where = ["f.member_id = $1", "f.taken_back_at is null"];
  if (record !== undefined) {
    const identities = given(await people.identitiesOf(store, record));
    where.push(`(f.record = ${given(recordKey(record))} or f.identity_id = any(${identities}::bigint[]))`);
  }
  if (cursor !== undefined) {
    const place = readPlace(cursor);
    const at = `(timestamptz 'epoch' + ${given(place.micros)}::bigint * interval '1 microsecond')`;
    where.push(`(f.received_at, f.id) < (${at}, ${given(place.id)}::uuid)`);
  }
  const [library, rows, times] = await Promise.all([
    libraryOf(hub),
    store.query<MineRow>(
      `select ${mineColumns("$2")}
       from (
         select * from feedback f where ${where.join(" and ")} order by f.received_at desc, f.id desc limit ${PAGE + 1}
       ) f ${mineJoins("$2")}
       order by f.received_at desc, f.id desc`,
      values,
    ),
    readAnswerTimes(store, now),
  ]);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    items: await withAnswers(store, page, { library, people, now }),
    next: rows.length > PAGE && last ? writePlace(last) : null,
    times,
  };
}

/** Opaque to whoever gets it. */
const writePlace = ({ micros, id }: Pick<MineRow, "micros" | "id">): string =>
  Buffer.from(`${micros}.${id}`).toString("base64url");

function readPlace(cursor: string): { micros: number; id: string } {
  const match = /^(\d{1,16})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
    Buffer.from(cursor, "base64url").toString("latin1"),
  );
  if (!match?.[2]) {
    throw new ApiError("bad_request", "This is not a cursor of this hub. Begin with the first page.");
  }
  return { micros: Number(match[1]), id: match[2] };
}
