import type { Role } from "../../lib/contract/member.ts";
import type { Notice } from "../../lib/contract/notice.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { ABOUT_COLUMNS, type AboutRow, aboutNamed } from "../feedback/about-named.ts";
import type { Library } from "../library/library.ts";
import type { Sql } from "../store/store.ts";
import { noticeWords, oneLine } from "./notice-words.ts";
import { kindsFor } from "./rules/kinds-for.ts";

interface Row extends AboutRow {
  id: string;
  kind: Notice["kind"];
  at: Date;
  feedback_id: string;
  seen: boolean;
  own: boolean;
  reasons: string[];
  their_words: string;
  note: string;
  name: string | null;
  company: string | null;
  record: string | null;
  text: string | null;
  planned_for: string | null;
  what_changed: string | null;
  added: string | null;
  credit_name: string | null;
}

const LONGEST_TITLE = 120;

/**
 * Reads notices of a member, newest first. Whose feedback it is reads whom it was about; others read the company.
 * @param which SQL: the condition on `notice n`, with the member as `$1`; further values from `$4`
 */
export async function readNotices(
  sql: Sql,
  readLibrary: () => Promise<Pick<Library, "assets" | "claims">>,
  recordOf: (key: string) => RecordRef | undefined,
  {
    member,
    now,
    which,
    values = [],
    most,
  }: {
    member: { id: string; role: Role };
    now: Date;
    which: string;
    values?: readonly unknown[];
    most: number;
  },
): Promise<Notice[]> {
  const rows = await sql.query<Row>(
    `select n.id, n.kind, n.at, n.feedback_id, n.seen_at is not null as seen, f.member_id = n.member_id as own,
       ${ABOUT_COLUMNS}, f.reasons, f.their_words, f.note, f.context->>'name' as name, f.company, f.record,
       coalesce(a.text, main.status_reason, f.status_reason) as text,
       coalesce(a.planned_for, main.planned_for, f.planned_for) as planned_for,
       coalesce(v.what_changed, c.what_changed) as what_changed,
       case when n.kind = 'reopened' then (
         select text from feedback_addition where feedback_id = f.id order by at desc, id desc limit 1) end as added,
       case when n.kind = 'credit_given' then (select name from credit where feedback_id = f.id) end as credit_name
     from (
       select * from notice n where n.member_id = $1 and n.visible_at <= $2 and n.kind = any($3::text[])
         and ${which}
       order by n.at desc, n.id desc limit ${most}
     ) n
     join feedback f on f.id = n.feedback_id and f.taken_back_at is null
     left join feedback main on main.id = f.merged_into
     left join claim_ask ask on ask.id = f.ask_id
     left join feedback_answer a
       on a.id = case when n.kind in ('answered', 'planned', 'changed', 'declined', 'credit_asked') then n.subject::uuid end
     left join asset_version v on v.id = a.asset_version_id
     left join claim_version c on c.id = a.claim_version_id
     order by n.at desc, n.id desc`,
    [member.id, now, kindsFor(member.role), ...values],
  );
  if (rows.length === 0) return [];
  const library = await readLibrary();
  return rows.map((row) => {
    const record = row.own && row.record !== null ? recordOf(row.record) : undefined;
    return {
      id: row.id,
      kind: row.kind,
      at: row.at.toISOString(),
      feedbackId: row.feedback_id,
      title: oneLine(aboutNamed(row, library).title, LONGEST_TITLE),
      words: noticeWords({
        kind: row.kind,
        type: row.type,
        reasons: row.reasons,
        theirWords: row.their_words,
        note: row.note,
        text: row.text ?? "",
        plannedFor: row.planned_for,
        whatChanged: row.what_changed ?? "",
        added: row.added ?? "",
        creditName: row.credit_name,
      }),
      ...(row.own && row.name !== null ? { person: oneLine(row.name, LONGEST_TITLE) } : {}),
      ...(row.company === null ? {} : { company: oneLine(row.company, LONGEST_TITLE) }),
      ...(record === undefined ? {} : { record }),
      seen: row.seen,
    };
  });
}
