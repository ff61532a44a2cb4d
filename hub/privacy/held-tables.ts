import type { Sql } from "../store/store.ts";
import { theirNames } from "./clean-events.ts";
import { mentionOfBody, theirNameIn } from "./event-names.ts";
import type { Subject } from "./find-subject.ts";
import { mayName, namePatterns } from "./name-patterns.ts";

export interface Rows {
  rows: Record<string, unknown>[];
  /** The last row that was looked at, where there may be more after it. */
  last: number | undefined;
}

/** A kind of what is held about a person. */
interface Held {
  table: string;
  /** In words, for the person. */
  what: string;
  read(sql: Sql, subject: Subject, after: number): Promise<Rows>;
}

const CHUNK = 2_000;

/** All that is held about somebody, by table. */
export const HELD: readonly Held[] = [
  whole(
    "identity",
    "The names you are known by: addresses, ids of tools, records in the CRM, browsers.",
    `select i.kind, coalesce(s.name, i.namespace) as of, i.shown as value, i.shared_mailbox, i.created_at
     from identity i left join source s on s.id::text = i.namespace where i.id = any($1::bigint[]) order by i.id`,
  ),
  whole(
    "identity_link",
    "Which of these were taken to be yours, since when, by whose word and why. Shared: a mailbox that several read.",
    `select i.kind, i.shown as value, l.shared, l.by, l.why, l.started_at, l.ended_at
     from identity_link l join identity i on i.id = l.identity_id
     where l.person_id = any($2::uuid[]) order by l.started_at, l.id`,
  ),
  whole(
    "person_merge",
    "When two entries were found to be you, and made one.",
    `select by, why, at, undone_at from person_merge
     where from_person = any($2::uuid[]) or into_person = any($2::uuid[]) order by at, id`,
  ),
  whole(
    "identity_conflict",
    "When something named you and another entry as one person. Nothing was joined by it.",
    `select why, at, count, resolved_at from identity_conflict
     where person_a = any($2::uuid[]) or person_b = any($2::uuid[]) order by at, id`,
  ),
  paged(
    "fact",
    "What was said of you: name, title, company, stage, who looks after you, whether you want mail. The newest holds.",
    `select f.id, f.key, f.value, f.at, s.name as source from fact f left join source s on s.id = f.source_id
     where f.identity_id = any($1::bigint[]) and f.id > $3 order by f.id limit ${CHUNK}`,
  ),
  whole(
    "company_member",
    "The companies that you were taken to belong to.",
    `select (select value from company_key where company_id = m.company_id and kind = 'domain' order by value limit 1) as domain,
       (select value from company_fact where company_id = m.company_id and key = 'name'
        order by typed, at desc, id desc limit 1) as name, m.at
     from company_member m where m.identity_id = any($1::bigint[]) order by m.at, m.company_id`,
  ),
  paged(
    "touchpoint",
    "What you did, and what was sent to you, as it is shown to who looks after you.",
    `select t.id, t.at, t.received_at, t.kind, t.passive, t.title, t.detail, t.words, t.campaign, t.url, s.name as source
     from touchpoint t left join source s on s.id = t.source_id
     where t.identity_id = any($1::bigint[]) and t.id > $3 order by t.id limit ${CHUNK}`,
  ),
  events("raw_event", "The same as the tools sent it, word by word.", "e.type", "e.body"),
  events(
    "rejected_event",
    "What tools sent about you and could not be read.",
    "null",
    "convert_from(e.bytes, 'UTF8')",
  ),
  events("conflicting_event", "What tools sent about you under a number that was taken.", "null", "e.body"),
  whole(
    "share",
    "What was sent to you as a link, by whom and when, and what came of it.",
    `select a.title, m.name as sent_by, s.prepared_at, s.copied_at, s.composed_at, s.tracked, s.limited_to, s.revoked_at,
       s.reading, s.person_read_at
     from share s join asset a on a.id = s.asset_id join member m on m.id = s.member_id
     where s.identity_id = any($1::bigint[]) order by s.prepared_at, s.id`,
  ),
  paged(
    "link_fetch",
    "When such a link was asked for, what the browser or program said of itself, and who we think it was.",
    `select f.id, f.at, a.title, f.evidence, f.classification, f.reason
     from link_fetch f join share s on s.id = f.share_id join asset a on a.id = s.asset_id
     where s.identity_id = any($1::bigint[]) and f.id > $3 order by f.id limit ${CHUNK}`,
  ),
  whole(
    "link_view",
    "When it was read, which pages (or tenths of a video) and for how many milliseconds, and who we think it was.",
    `select v.began_at, v.last_at, a.title, v.seconds, v.evidence, v.classification, v.reason,
       (select json_object_agg(p.part, p.ms) from link_view_part p where p.view_id = v.id) as parts
     from link_view v join share s on s.id = v.share_id join asset a on a.id = s.asset_id
     where s.identity_id = any($1::bigint[]) order by v.began_at, v.id`,
  ),
  whole(
    "feedback",
    "What somebody of the company told marketing after speaking with you or about you, with what it says of you, and what marketing answered.",
    `select f.type, coalesce(c.title, a.title) as about, m.name as by, f.clicked_at as at, f.reasons, f.their_words, f.note,
       (select json_agg(json_build_object('text', text, 'at', at) order by at, id) from feedback_addition
        where feedback_id = f.id) as added,
       f.context, f.status, coalesce(nullif(f.status_reason, ''), main.status_reason, '') as reason_of_status,
       (select json_agg(json_build_object('text', a.text, 'at', a.at) order by a.at, a.id) from feedback_answer a
        where a.undone_at is null and exists (
          select 1 from feedback_answer_item i where i.answer_id = a.id and i.feedback_id in (f.id, f.merged_into))) as answers,
       f.taken_back_at
     from feedback f left join feedback main on main.id = f.merged_into join member m on m.id = f.member_id
     left join claim c on c.id = f.claim_id left join asset a on a.id = f.asset_id
     where f.identity_id = any($1::bigint[]) order by f.received_at, f.id`,
  ),
  whole(
    "put_away",
    "What somebody of the company found not right for you, and took back or not.",
    `select a.title, m.name as by, p.at, p.undone_at
     from put_away p join asset a on a.id = p.asset_id join member m on m.id = p.member_id
     where p.identity_id = any($1::bigint[]) order by p.at, p.id`,
  ),
  whole(
    "asset_reader",
    "Content that you read, counted with others' reading, and whether you did something within 30 days after.",
    `select a.title, r.read_at, r.next_step_at from asset_reader r join asset a on a.id = r.asset_id
     where r.identity_id = any($1::bigint[]) order by r.read_at, a.id`,
  ),
  whole(
    "opportunity",
    "Opportunities that name you as a contact.",
    `select o.crm_id, o.name, o.company, o.stage, o.open, o.won, o.closes_on, o.updated_at
     from opportunity o where exists (
       select 1 from opportunity_contact c where c.opportunity_id = o.id and (
         c.kind = 'email' and c.value = any($4::text[]) or exists (
           select 1 from identity i where i.id = any($1::bigint[]) and i.kind = c.kind and i.value = c.value)))
     order by o.created_at, o.id`,
  ),
  paged(
    "look_up",
    "Who of the company looked you up, when, and on which record of the CRM. Kept 90 days at most.",
    `select l.id, l.at, m.name as member, l.by, l.record, l.email from look_up l left join member m on m.id = l.member_id
     where (l.person_id = any($2::uuid[]) or lower(l.email) = any($4::text[])) and l.id > $3
     order by l.id limit ${CHUNK}`,
  ),
];

/** $1 identities, $2 persons, $3 the row after which to go on, $4 addresses. */
function paged(table: string, what: string, statement: string): Held {
  return {
    table,
    what,
    async read(sql, { identities, persons, addresses }, after) {
      const rows = await sql.query<{ id: number } & Record<string, unknown>>(
        `with given as (select $1::bigint[], $2::uuid[], $3::bigint, $4::text[]) ${statement}`,
        [identities.map(({ id }) => id), persons, after, addresses],
      );
      return { rows, last: rows.length < CHUNK ? undefined : rows.at(-1)?.id };
    },
  };
}

function whole(table: string, what: string, statement: string): Held {
  const { read } = paged(table, what, statement);
  return { table, what, read: async (...given) => ({ ...(await read(...given)), last: undefined }) };
}

/** Events hang on nobody by a key, so they are gone through, and each is read. */
function events(table: string, what: string, type: string, body: string): Held {
  return {
    table,
    what,
    async read(sql, subject, after) {
      const patterns = namePatterns(subject);
      const [chunk] = await sql.query<{ last: number | null; count: number }>(
        `select max(id) as last, count(*)::int as count
         from (select id from ${table} where id > $1 order by id limit ${CHUNK}) chunk`,
        [after],
      );
      if (chunk?.last === null || chunk === undefined) return { rows: [], last: undefined };
      const rows = await sql.query<EventRow>(
        `select e.id, e.received_at, e.source_id, s.org, s.name as source, ${type} as type, ${body} as body,
           exists (select 1 from touchpoint t where t.id = e.id and t.identity_id = any($4::bigint[])) as theirs
         from ${table} e left join source s on s.id = e.source_id
         where e.id > $1 and e.id <= $2 and (${mayName(body, "$3", "$5")}
           or exists (select 1 from touchpoint t where t.id = e.id and t.identity_id = any($4::bigint[])))
         order by e.id`,
        [after, chunk.last, patterns.like, subject.identities.map(({ id }) => id), patterns.regex],
      );
      const isTheirs = theirNames(subject);
      const own = rows.filter((row) => {
        if (table === "raw_event" && row.theirs) return true;
        const mention = mentionOfBody(row.body, row.type, { id: row.source_id, org: row.org });
        return mention !== undefined && theirNameIn(mention, isTheirs) !== undefined;
      });
      return {
        rows: own.map(({ id, received_at, source, body }) => ({ id, received_at, source, body })),
        last: chunk.count < CHUNK ? undefined : chunk.last,
      };
    },
  };
}

interface EventRow {
  id: number;
  received_at: Date;
  source_id: string;
  org: string | null;
  source: string | null;
  type: string | null;
  body: string;
  theirs: boolean;
}
