import type { NOTICE_KINDS } from "../../lib/contract/notice.ts";
import type { Sql } from "../store/store.ts";

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Something that a member is to be told of, once. */
export interface NewNotice {
  memberId: string;
  kind: NoticeKind;
  /** The member's own item where they gave it; else the item that it is about. */
  feedbackId: string;
  /** The id, a uuid, of what it tells of: the answer, change or item. The same again is told once. */
  subject: string;
  at: Date;
  /** Told from then on. */
  visibleAt: Date;
}

/** Tells members, in the transaction that causes it: both happen or neither. */
export async function tell(sql: Sql, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  // In one order, so that two who tell the same do not wait for each other in a circle.
  const sorted = notices.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  await sql.query(
    `insert into notice (member_id, kind, feedback_id, subject, at, visible_at)
     select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[])
     on conflict (member_id, kind, subject) do nothing`,
    [
      sorted.map(({ memberId }) => memberId),
      sorted.map(({ kind }) => kind),
      sorted.map(({ feedbackId }) => feedbackId),
      sorted.map(({ subject }) => subject),
      sorted.map(({ at }) => at.toISOString()),
      sorted.map(({ visibleAt }) => visibleAt.toISOString()),
    ],
  );
}

const keyOf = ({ memberId, kind, subject }: NewNotice) => `${memberId} ${kind} ${subject}`;

/** Takes back what was told of these subjects, such as an answer that was undone. */
export async function untell(sql: Sql, subjects: readonly string[]): Promise<void> {
  await sql.query("delete from notice where subject = any($1::text[])", [subjects]);
}

/**
 * Tells marketing that an item came in, which an answer is owed for: whoever owns what it is about; where nobody
 * does who may come in, everybody who answers.
 * @param visibleAt when others may see the item; moved along where the item is held longer
 */
export async function tellOfGiven(
  sql: Sql,
  { feedbackId, at, visibleAt }: { feedbackId: string; at: Date; visibleAt: Date },
): Promise<void> {
  await sql.query(
    `with item as (
       select f.id, f.member_id, coalesce(claim.owner_id, asset.owner_id) as owner_id from feedback f
       left join claim on claim.id = f.claim_id left join asset on asset.id = f.asset_id
       where f.id = $1
     ), answering as (
       select member.id from member where deactivated_at is null and role in ('marketer', 'admin')
     ), told as (
       select id from answering where id = (select owner_id from item)
       union all
       select id from answering where not exists (
         select 1 from answering owner where owner.id = (select owner_id from item))
     )
     insert into notice (member_id, kind, feedback_id, subject, at, visible_at)
     select told.id, 'feedback_given', item.id, item.id::text, $2, $3 from told, item
     where told.id <> item.member_id order by told.id
     on conflict (member_id, kind, subject) do update set visible_at = excluded.visible_at
       where notice.digest_id is null and notice.seen_at is null`,
    [feedbackId, at, visibleAt],
  );
}
