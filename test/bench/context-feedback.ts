import { randomUUID } from "node:crypto";
import { besideRow } from "./context.ts";
import { askFor, personOf } from "./context-data.ts";
import { type Beside, beside } from "./context-replay.ts";
import type { HubInProcess } from "./hub-in-process.ts";
import { fillFeedback } from "./inbox-data.ts";
import { percentile, type Row } from "./report.ts";

const REQUESTS = 400;
const WARM_UP = 60;
const ITEMS = 100_000;
/** Reps who gave alike much, the one who looks up among them. */
const REPS = 100;

/** `/api/context` on a hub that has people and a library, once there are talking points and years of feedback too. */
export async function withFeedback(hub: HubInProcess, token: string): Promise<Row[]> {
  await fillGiven(hub, token);
  const times: Beside[] = [];
  for (let n = -WARM_UP; n < REQUESTS; n += 1) {
    const time = await beside(hub, () => askFor(hub, token, personOf(n)));
    if (n >= 0) times.push(time);
  }
  const reply = JSON.parse(Buffer.from(await askFor(hub, token, personOf(1))).toString());
  const { mine } = reply.feedback;
  const shown = `${reply.sayFirst.length} shown; ${mine.count} of the rep's own, ${mine.answered} answered`;
  const row = besideRow(
    `/api/context with talking points and ${ITEMS.toLocaleString("en")} items (${shown})`,
    times,
  );
  const p99 = percentile(
    times.map(({ ours }) => ours),
    0.99,
  );
  return [{ ...row, within: row.within === true && p99 <= 50 }];
}

/** Talking points, and what reps said of them and of all else, of which a hundredth is of the member whose token this is. */
export async function fillGiven(hub: HubInProcess, token: string): Promise<void> {
  const reps = await addReps(hub, token);
  await fillFeedback(hub, ITEMS, reps);
  await addGuidance(hub);
  await addAnswers(hub, reps[0] ?? "");
}

/** The member whose token this is, first, and others. */
async function addReps(hub: HubInProcess, token: string): Promise<string[]> {
  const me = await hub.get("/api/me", { authorization: `Bearer ${token}` });
  const { member } = JSON.parse(Buffer.from(me).toString()) as { member: { id: string } };
  const others = Array.from({ length: REPS - 1 }, () => randomUUID());
  await hub.bulk(
    "insert into member (id, name, role) select id, 'Rep', 'rep' from unnest($1::uuid[]) made (id)",
    [others],
  );
  return [member.id, ...others];
}

/** Talking points ask the same of people as the library's guidance does. */
async function addGuidance(hub: HubInProcess): Promise<void> {
  await hub.bulk(
    `update claim_version v set body = jsonb_set(v.body, '{conditions}', g.conditions)
     from (select id, row_number() over (order by id) as place from claim_version) placed
     join (select body -> 'conditions' as conditions, row_number() over (order by id) as place from guidance) g using (place)
     where v.id = placed.id`,
  );
  await hub.bulk("update library set stamp = stamp + 1");
}

/** Marketing answered twenty items with one text, as themes are; what was merged has its main item's answer. */
async function addAnswers(hub: HubInProcess, by: string): Promise<void> {
  await hub.bulk(
    `with placed as (
       select id, answered_at, row_number() over (order by theme, id) / 20 as batch from feedback
       where answered_at is not null
     ), texts as materialized (
       select batch, gen_random_uuid() as id, max(answered_at) as at from placed group by batch
     ), answers as (
       insert into feedback_answer (id, text, by_id, at, visible_at, status)
       select id, 'We changed it.', $1, at, at + interval '6 seconds', 'declined' from texts
     )
     insert into feedback_answer_item (answer_id, feedback_id)
     select texts.id, placed.id from placed join texts using (batch)`,
    [by],
  );
  await hub.bulk(
    `update feedback f set first_answer_at = a.at, newest_answer_at = a.at, answer_seen_at = a.at
     from (
       select item.id, min(answer.visible_at) as at from feedback item
       join feedback_answer_item i on i.feedback_id in (item.id, item.merged_into)
       join feedback_answer answer on answer.id = i.answer_id group by item.id
     ) a where f.id = a.id`,
  );
  await hub.bulk("vacuum analyze");
}
