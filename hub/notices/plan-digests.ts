import { randomUUID } from "node:crypto";
import type { Role } from "../../lib/contract/member.ts";
import { may } from "../../lib/contract/permissions.ts";
import type { Hub } from "../hub.ts";
import { enqueue } from "../jobs/queue.ts";
import type { Work } from "../jobs/work.ts";
import type { Sql } from "../store/store.ts";
import { readDueSoon } from "../today/owed.ts";
import { USUAL, unsubscribeToken } from "./digest-choice.ts";
import { digestTimes } from "./rules/digest-time.ts";
import { kindsFor } from "./rules/kinds-for.ts";

/** The kinds of jobs that make a day's digests, and that send one. */
export const PLAN_DIGESTS = "plan_digests";
export const SEND_DIGEST = "send_digest";

/** Members a transaction. */
const CHUNK = 50;
/** What is older is no news. */
const DAYS_14_MS = 14 * 24 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** Queues today's digests and tomorrow's, for their minute. Asked at least once an hour, by as many hubs as there are. */
export async function queueDigests({ store, settings, now }: Hub): Promise<void> {
  if (settings.smtpUrl === undefined) return;
  for (const { period, at, isMonday } of digestTimes(now(), settings.timeZone)) {
    const payload = { period, isMonday, after: NOBODY };
    await enqueue(store, { kind: PLAN_DIGESTS, key: period, payload, runAt: at });
  }
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Makes the digests of a day for the next members, and fixes what each of them tells. */
export const planDigests: Work = async (hub, { id, payload }) => {
  const period = String(payload.period);
  return hub.store.transaction(async (sql) => {
    const [job] = await sql.query<{ after: string }>(
      "select payload->>'after' as after from job where id = $1 for update",
      [id],
    );
    const members = await sql.query<{ id: string; role: Role }>(
      `select m.id, m.role from member m left join digest_choice c on c.member_id = m.id
       where m.deactivated_at is null and m.id > $1
         and (coalesce(c.digest, '${USUAL}') = 'daily' or ($2 and c.digest = 'weekly'))
       order by m.id limit ${CHUNK}`,
      [job?.after ?? NOBODY, payload.isMonday === true],
    );
    for (const member of members) await planFor(sql, member, period, hub.now());
    const last = members.at(-1);
    if (last === undefined || members.length < CHUNK) return "done";
    await sql.query(
      "update job set payload = payload || jsonb_build_object('after', $2::text) where id = $1",
      [id, last.id],
    );
    return "more";
  });
};

/** One digest a member and day, whoever plans it; where there is nothing to tell, none. */
async function planFor(
  sql: Sql,
  member: { id: string; role: Role },
  period: string,
  now: Date,
): Promise<void> {
  await freeLost(sql, member.id);
  const news = await sql.query<{ id: string }>(
    `select n.id from notice n join feedback f on f.id = n.feedback_id and f.taken_back_at is null
     where n.member_id = $1 and n.digest_id is null and n.seen_at is null and n.visible_at <= $2 and n.visible_at > $3
       and n.kind = any($4::text[])
     for update of n`,
    [member.id, now, new Date(now.getTime() - DAYS_14_MS), kindsFor(member.role)],
  );
  const due = may(member.role, "answerFeedback")
    ? await readDueSoon(sql, member.id, now, new Date(now.getTime() + DAY_MS))
    : { soon: 0, late: 0 };
  if (news.length === 0 && due.soon === 0) return;
  const id = randomUUID();
  const made = await sql.query(
    `insert into digest (id, member_id, period, at) values ($1, $2, $3, $4)
     on conflict (member_id, period) do nothing returning id`,
    [id, member.id, period, now],
  );
  if (made.length === 0) return;
  await sql.query("update notice set digest_id = $2 where id = any($1::uuid[])", [
    news.map((notice) => notice.id),
    id,
  ]);
  await unsubscribeToken(sql, member.id);
  await enqueue(sql, { kind: SEND_DIGEST, key: id, payload: { digest: id } });
}

/** What stood in a mail that was given up, since it could not be sent for too long, is told in the next. */
async function freeLost(sql: Sql, memberId: string): Promise<void> {
  await sql.query(
    `update notice n set digest_id = null
     from digest d join job on job.kind = $2 and job.key = d.id::text and job.failed_at is not null
     where d.member_id = $1 and d.sent_at is null and n.digest_id = d.id`,
    [memberId, SEND_DIGEST],
  );
}
