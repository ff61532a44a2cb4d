import { domainToUnicode } from "node:url";
import type { Sql } from "../store/store.ts";
import { readStanding } from "./merge-tree.ts";

/** An identity of a person, as far as reading needs it. */
export interface PersonIdentity {
  id: number;
  kind: string;
  namespace: string;
  value: string;
  shown: string;
  /** Several persons have it. */
  shared: boolean;
}

export interface KnownPerson {
  id: string;
  identities: PersonIdentity[];
  facts: Partial<Record<"name" | "title" | "stage" | "sales_owner" | "unsubscribed", string>>;
  company: { id: string; name: string; domain: string | null } | null;
}

// The newest word on each fact, whichever of the person's identities it was said of; what is said of
// a mailbox that several read is said of nobody in particular.
const PERSON = `
  with own as (
    select identity_id, shared from identity_link where person_id = $1 and ended_at is null
  )
  select
    (select json_agg(json_build_object('id', i.id, 'kind', i.kind, 'namespace', i.namespace, 'value', i.value,
       'shown', i.shown, 'shared', own.shared) order by i.id)
     from own cross join lateral (select * from identity where id = own.identity_id limit 1) i) as identities,
    (select json_object_agg(f.key, f.value) from (
       select distinct on (k.key) k.key, newest.value
       from own
       cross join unnest(array['name', 'title', 'stage', 'sales_owner', 'unsubscribed']) as k (key)
       cross join lateral (
         select value, at, id from fact where identity_id = own.identity_id and key = k.key
         order by at desc, id desc limit 1
       ) newest
       where not own.shared
       order by k.key, newest.at desc, newest.id desc
     ) f) as facts,
    (select json_build_object('id', company_id, 'domain', domain, 'name', name)
     from (
       select m.company_id,
         (select value from company_key where company_id = m.company_id and kind = 'domain' order by value limit 1) as domain,
         (select value from company_fact where company_id = m.company_id and key = 'name'
          order by typed, at desc, id desc limit 1) as name
       from own cross join lateral (
         select company_id, at from company_member where identity_id = own.identity_id
         order by at desc, company_id limit 1
       ) m
       where not own.shared
       order by m.at desc, m.company_id limit 1
     ) c) as company`;

interface Row {
  identities: PersonIdentity[] | null;
  facts: KnownPerson["facts"] | null;
  company: { id: string; name: string | null; domain: string | null } | null;
}

/** What is known of a person now; undefined for one who has nothing (any more). */
export async function readPerson(sql: Sql, id: string): Promise<KnownPerson | undefined> {
  const [row] = await sql.query<Row>(PERSON, [id]);
  if (!row?.identities) return undefined;
  const company = row.company && { ...row.company, name: companyName(row.company) };
  return { id, identities: row.identities, facts: row.facts ?? {}, company };
}

/** What a company is called where nobody named it: its domain, in the letters that its people write it in. */
export function companyName({ name, domain }: { name: string | null; domain: string | null }): string {
  return name ?? (domain === null ? "Unnamed company" : domainToUnicode(domain) || domain);
}

/** The identities of a person, or of who took them over since. */
export async function readBearers(sql: Sql, personId: string): Promise<{ id: number; shared: boolean }[]> {
  const bearers = `select identity_id as id, shared from identity_link where person_id = $1 and ended_at is null order by 1`;
  const rows = await sql.query<{ id: number; shared: boolean }>(bearers, [personId]);
  if (rows.length > 0) return rows;
  const successor = await successorOf(sql, personId);
  return successor === undefined ? [] : sql.query(bearers, [successor]);
}

/** Who has now what a person once had; undefined if nobody, or if they still have it themselves. */
export async function successorOf(sql: Sql, personId: string): Promise<string | undefined> {
  const standing = (await readStanding(sql, [personId])).get(personId);
  if (standing !== undefined) return standing === personId ? undefined : standing;
  // Release 0.1.0 kept no merges: where it moved a person's own names, they are now.
  const [row] = await sql.query<{ person_id: string }>(
    `select now.person_id from identity_link once
     join identity_link now on now.identity_id = once.identity_id and now.ended_at is null and not now.shared
     where once.person_id = $1 and once.ended_at is not null and not once.shared and once.home_person_id is null
     order by once.ended_at desc, now.id limit 1`,
    [personId],
  );
  return row?.person_id;
}
