import type { z } from "zod";
import type { LookUpsReply, LookUpsRequest } from "../../lib/contract/privacy.ts";
import type { Sql } from "../store/store.ts";
import { addressOf } from "./erase-person.ts";
import { findSubject } from "./find-subject.ts";
import { readCursor, writeCursor } from "./page-cursor.ts";

type Request = z.output<typeof LookUpsRequest>;

interface Row {
  id: number;
  at: Date;
  member_id: string;
  member: string | null;
  by: "record" | "email_from_page" | "email_typed";
  record: string;
  email: string | null;
  person_id: string | null;
}

const PAGE = 100;

/** Who looked up whom, newest first. */
export async function listLookUps(sql: Sql, request: Request): Promise<z.input<typeof LookUpsReply>> {
  const limit = request.limit ?? PAGE;
  const after = request.cursor === undefined ? undefined : readCursor(request.cursor);
  const whom = await readWhom(sql, request);
  const values: unknown[] = [];
  const given = (value: unknown) => `$${values.push(value)}`;
  // Written by what is asked, so that the index of the person or the time is used.
  const conditions = [
    request.memberId && `l.member_id = ${given(request.memberId)}`,
    whom &&
      `(l.person_id = any(${given(whom.persons)}::uuid[]) or lower(l.email) = any(${given(whom.emails)}::text[]))`,
    request.since && `l.at >= ${given(new Date(request.since))}`,
    request.until && `l.at < ${given(new Date(request.until))}`,
    after && `(l.at, l.id) < (${given(after.at)}, ${given(after.id)}::bigint)`,
  ].filter(Boolean);
  const rows = await sql.query<Row>(
    `select l.id, l.at, l.member_id, m.name as member, l.by, l.record, l.email, l.person_id
     from look_up l left join member m on m.id = l.member_id
     ${conditions.length > 0 ? `where ${conditions.join(" and ")}` : ""}
     order by l.at desc, l.id desc limit ${given(limit + 1)}`,
    values,
  );
  const page = rows.slice(0, limit);
  const names = await readNames(sql, page);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      member: { id: row.member_id, name: row.member ?? "" },
      by: row.by,
      record: row.record,
      email: row.email,
      person: row.person_id === null ? null : { id: row.person_id, name: names.get(row.person_id) ?? null },
    })),
    next: last ? writeCursor({ at: last.at, id: String(last.id) }) : null,
  };
}

/** A person with who was merged into them: look-ups name whom they led to at their time. */
async function readWhom(
  sql: Sql,
  { email, personId }: Request,
): Promise<{ persons: string[]; emails: string[] } | undefined> {
  if (email === undefined && personId === undefined) return undefined;
  const address = email === undefined ? undefined : addressOf(email);
  const persons = personId === undefined ? [] : [personId];
  if (address) persons.push(...(await findSubject(sql, address)).persons);
  const former = await sql.query<{ id: string }>(
    `select distinct once.person_id as id
     from identity_link now join identity_link once on once.identity_id = now.identity_id and not once.shared
     where now.person_id = any($1::uuid[]) and now.ended_at is null and not now.shared and once.ended_at is not null
       and not exists (select 1 from identity_link l where l.person_id = once.person_id and l.ended_at is null)`,
    [persons],
  );
  return { persons: [...persons, ...former.map(({ id }) => id)], emails: address ? [address.value] : [] };
}

/** The newest name of each person, or of who took them over. */
async function readNames(sql: Sql, rows: readonly Row[]): Promise<Map<string, string>> {
  const persons = [...new Set(rows.flatMap(({ person_id }) => person_id ?? []))];
  const found = await sql.query<{ id: string; name: string }>(
    `select asked.id, newest.value as name from unnest($1::uuid[]) as asked (id)
     cross join lateral (
       select f.value from identity_link l
       cross join lateral (
         select value, at, id from fact where identity_id = l.identity_id and key = 'name'
         order by at desc, id desc limit 1
       ) f
       where l.person_id = asked.id and not l.shared and (l.ended_at is null or not exists (
         select 1 from identity_link now where now.person_id = asked.id and now.ended_at is null))
       order by f.at desc, f.id desc limit 1
     ) newest`,
    [persons],
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}
