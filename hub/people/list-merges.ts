import type { z } from "zod";
import type { Merge, MergesReply, MergesRequest } from "../../lib/contract/person.ts";
import type { Sql } from "../store/store.ts";
import { readCalled } from "./called.ts";
import { microsOf, readPlace, timeOf, writePlace } from "./list-place.ts";
import { readMergedWith } from "./merge-tree.ts";

const PAGE = 50;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Row {
  id: string;
  from_person: string;
  into_person: string;
  by: Merge["by"];
  member_id: string | null;
  member: string | null;
  why: string;
  at: Date;
  micros: number;
  undone_at: Date | null;
}

/** Who became one, newest first; of one person all merges of those who are, or were once, one with them. */
export async function listMerges(
  sql: Sql,
  { personId, cursor }: z.output<typeof MergesRequest>,
): Promise<z.input<typeof MergesReply>> {
  const after = cursor === undefined ? undefined : readPlace(cursor, UUID);
  const persons = personId === undefined ? null : await readMergedWith(sql, personId.toLowerCase());
  const rows = await sql.query<Row>(
    `select merge.id, from_person, into_person, by, member_id, member.name as member, why, at, undone_at,
       ${microsOf("at")} as micros
     from person_merge merge left join member on member.id = merge.member_id
     where ($1::uuid[] is null or from_person = any($1::uuid[]) or into_person = any($1::uuid[]))
       and ($2::bigint is null or at <= ${timeOf("$2")} and (at < ${timeOf("$2")} or merge.id > $3::uuid))
     order by at desc, merge.id limit ${PAGE + 1}`,
    [persons, after?.micros ?? null, after?.id ?? null],
  );
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  const called = await readCalled(
    sql,
    page.flatMap((row) => [row.from_person, row.into_person]),
  );
  return {
    items: page.map((row) => ({
      id: row.id,
      from: row.from_person,
      into: row.into_person,
      fromName: called.get(row.from_person) ?? null,
      intoName: called.get(row.into_person) ?? null,
      by: row.by,
      author: row.by === "member" ? { memberId: row.member_id, name: row.member ?? "automation" } : null,
      why: row.why,
      at: row.at.toISOString(),
      undoneAt: row.undone_at?.toISOString() ?? null,
    })),
    next: rows.length > PAGE && last ? writePlace(last) : null,
  };
}
