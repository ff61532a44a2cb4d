import type { Sql } from "../store/store.ts";
import { personOfContactSql } from "./find-companies.ts";
import type { Contact } from "./names.ts";

const CHUNK = 5_000;

/** How many of these contacts nobody here is known by. */
export async function countUnknown(
  sql: Sql,
  namespace: string,
  contacts: readonly Contact[],
): Promise<number> {
  const distinct = [...new Map(contacts.map((one) => [`${one.kind}\n${one.value}`, one])).values()];
  const space = namespace.endsWith(".sandbox") ? namespace : "";
  let unknown = 0;
  for (let start = 0; start < distinct.length; start += CHUNK) {
    const some = distinct.slice(start, start + CHUNK);
    const [row] = await sql.query<{ count: number }>(
      `select count(*)::int as count from unnest($1::text[], $2::text[]) as said (kind, value)
       where not exists (select 1 from ${personOfContactSql("said", "$3", "$4")} p)`,
      [some.map(({ kind }) => kind), some.map(({ value }) => value), namespace, space],
    );
    unknown += row?.count ?? 0;
  }
  return unknown;
}
