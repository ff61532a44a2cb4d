import type { Sql } from "../store/store.ts";
import type { CompanyName, Contact } from "./names.ts";

/** What is said of where an opportunity belongs. */
export interface Belongs {
  company: CompanyName | undefined;
  contacts: readonly Contact[];
}

/**
 * Finds the companies of opportunities: by domain or name; where several have the name, the one that a contact
 * belongs to; where none has it, the one that all contacts belong to. A name alone is many a company's: where its
 * known contacts are all at others, it is none of them. None is made, and none is guessed.
 * @param namespace of the records: a sandbox's companies are its own
 * @returns for each its company's id, or undefined
 */
export async function findCompanies(
  sql: Sql,
  namespace: string,
  said: readonly Belongs[],
): Promise<(string | undefined)[]> {
  const space = namespace.endsWith(".sandbox") ? namespace : "";
  const byName = await companiesCalled(
    sql,
    space,
    said.flatMap(({ company }) => company ?? []),
  );
  const open = said.flatMap(({ company, contacts }) =>
    company?.kind === "domain" && byName.get(keyOf(company))?.length === 1 ? [] : contacts,
  );
  const byContact = await companiesOfContacts(sql, namespace, space, open);
  return said.map(({ company, contacts }) => {
    const called = company === undefined ? [] : (byName.get(keyOf(company)) ?? []);
    const theirs = new Set(contacts.flatMap((contact) => byContact.get(keyOf(contact)) ?? []));
    if (called.length === 1 && (company?.kind === "domain" || theirs.size === 0)) return called[0];
    const both = called.length === 0 ? [...theirs] : called.filter((id) => theirs.has(id));
    return both.length === 1 ? both[0] : undefined;
  });
}

const keyOf = ({ kind, value }: { kind: string; value: string }) => `${kind}\n${value}`;

async function companiesCalled(
  sql: Sql,
  space: string,
  names: readonly CompanyName[],
): Promise<Map<string, string[]>> {
  if (names.length === 0) return new Map();
  const distinct = [...new Map(names.map((name) => [keyOf(name), name])).values()];
  const rows = await sql.query<{ kind: string; value: string; ids: string[] }>(
    `select said.kind, said.value, array(
       select company_id from company_key
       where kind = said.kind and namespace = $3 and value = said.value
       union
       select f.company_id from company_fact f
       where f.key = 'name' and lower(f.value) = lower(said.value)
         and exists (select 1 from company_key k
           where k.company_id = f.company_id and (k.kind = 'group' or k.namespace = $3))
       limit 10
     ) as ids
     from unnest($1::text[], $2::text[]) as said (kind, value)`,
    [distinct.map(({ kind }) => kind), distinct.map(({ value }) => value), space],
  );
  return new Map(rows.map((row) => [keyOf(row), row.ids]));
}

/** The company that each contact's person belongs to now. */
async function companiesOfContacts(
  sql: Sql,
  namespace: string,
  space: string,
  contacts: readonly Contact[],
): Promise<Map<string, string>> {
  if (contacts.length === 0) return new Map();
  const distinct = [...new Map(contacts.map((contact) => [keyOf(contact), contact])).values()];
  const rows = await sql.query<{ kind: string; value: string; company_id: string }>(
    `select said.kind, said.value, m.company_id
     from unnest($1::text[], $2::text[]) as said (kind, value)
     cross join lateral ${personOfContactSql("said", "$3", "$4")} p
     cross join lateral (
       select member.company_id from identity_link l
       cross join lateral (
         select company_id, at from company_member where identity_id = l.identity_id
         order by at desc, company_id limit 1
       ) member
       where l.person_id = p.person_id and l.ended_at is null and not l.shared
       order by member.at desc, member.company_id limit 1
     ) m`,
    [distinct.map(({ kind }) => kind), distinct.map(({ value }) => value), namespace, space],
  );
  return new Map(rows.map((row) => [keyOf(row), row.company_id]));
}

/**
 * SQL for the person whom a contact is known as now, as a row of person_id.
 * @param contact the relation with `kind` and `value`
 * @param namespace of the records, '' where none was said; `space` of the addresses
 */
export function personOfContactSql(contact: string, namespace: string, space: string): string {
  return `(
    select l.person_id
    from (
      select id, 0 as after from identity
      where ${contact}.kind = 'email' and kind = 'email' and value = ${contact}.value
        and namespace = ${space}::text and not shared_mailbox
      union all
      select id, case when namespace = ${namespace}::text then 1 else 2 end from identity
      where ${contact}.kind = 'crm_record' and kind = 'crm_record' and value = ${contact}.value
        and (namespace = ${namespace}::text
          or (${namespace}::text not like '%.sandbox' and namespace not like '%.sandbox'
            and (${namespace}::text = '' or namespace like '%:*')))
    ) known
    cross join lateral (
      select person_id from identity_link
      where identity_id = known.id and ended_at is null and not shared limit 1
    ) l
    order by known.after limit 1)`;
}
