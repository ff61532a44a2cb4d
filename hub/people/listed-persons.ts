import type { ListedPerson } from "../../lib/contract/person.ts";
import type { Sql } from "../store/store.ts";
import type { IdentityKind } from "./identifiers.ts";
import { companyName } from "./read-person.ts";

/** So many of a person's names are listed, browsers last: some people have thousands of those. */
const MOST_NAMES = 50;
/** So many of an identity's newest touchpoints are asked which tool sent them. */
const CONSIDERED = 200;

type ListedName = ListedPerson["identities"][number];

interface NameRow {
  person_id: string;
  identity_id: number;
  kind: IdentityKind;
  namespace: string;
  shown: string;
  shared: boolean;
  started_at: Date;
  by: ListedName["by"];
  why: string;
  source: string | null;
  touchpoints: number;
  last_at: Date | null;
}

// Lateral rows with a limit, so that indexes are used: see identity-state.
const NAMES = `
  select l.person_id, l.identity_id, i.kind, i.namespace, i.shown, l.shared, l.started_at, l.by, l.why,
    source.name as source,
    (select coalesce(sum(count), 0)::bigint from touchpoint_week where identity_id = l.identity_id) as touchpoints,
    (select at from touchpoint where identity_id = l.identity_id order by at desc, id desc limit 1) as last_at
  from asked l cross join lateral (select * from identity where id = l.identity_id limit 1) i
  left join source on i.kind in ('user_id', 'anonymous_id') and source.id::text = i.namespace
  order by array_position(array['email', 'crm_record', 'user_id', 'anonymous_id'], i.kind), l.identity_id`;

const NAMES_OF_PERSONS = `
  with asked as (
    select l.* from unnest($1::uuid[]) as p (id) cross join lateral (
      select link.* from identity_link link
      cross join lateral (select kind from identity where id = link.identity_id limit 1) i
      where link.person_id = p.id and link.ended_at is null
      order by i.kind = 'anonymous_id', link.identity_id desc limit ${MOST_NAMES}
    ) l
  ) ${NAMES}`;

const NAMES_BY_ID = `
  with asked as (
    select l.* from unnest($1::bigint[]) as identity (id) cross join lateral (
      select * from identity_link where identity_id = identity.id and ended_at is null and not shared limit 1
    ) l
  ) ${NAMES}`;

interface PersonRow {
  id: string;
  created_at: Date;
  names: number;
  touchpoints: number;
  first_at: Date | null;
  last_at: Date | null;
  facts: Partial<Record<"name" | "title", string>> | null;
  company: { name: string | null; domain: string | null } | null;
  sources: string[];
}

const PERSONS = `
  select person.id, person.created_at, total.*,
    (select json_object_agg(key, value) from (
       select distinct on (k.key) k.key, f.value
       from own cross join unnest(array['name', 'title']) as k (key)
       cross join lateral (
         select value, at, id from fact where identity_id = own.identity_id and key = k.key
         order by at desc, id desc limit 1
       ) f
       where own.person_id = person.id and not own.shared
       order by k.key, f.at desc, f.id desc
     ) newest) as facts,
    (select json_build_object(
       'domain', (select value from company_key where company_id = m.company_id and kind = 'domain' order by value limit 1),
       'name', (select value from company_fact where company_id = m.company_id and key = 'name'
                order by typed, at desc, id desc limit 1))
     from own cross join lateral (
       select company_id, at from company_member where identity_id = own.identity_id
       order by at desc, company_id limit 1
     ) m
     where own.person_id = person.id and not own.shared
     order by m.at desc, m.company_id limit 1) as company,
    array(
      select distinct teller.name from own cross join lateral (
        select source.name from (
          select source_id from (
            select source_id from touchpoint where identity_id = own.identity_id order by at desc, id desc limit ${CONSIDERED}
          ) newest
          union select source_id from fact where identity_id = own.identity_id
        ) said join source on source.id = said.source_id
        union
        select 'Import of ' || to_char(import.as_of at time zone 'UTC', 'YYYY-MM-DD') from (
          select own.import_id union select import_id from fact where identity_id = own.identity_id
        ) said join import on import.id = said.import_id
      ) teller
      where own.person_id = person.id and not own.shared order by 1
    ) as sources
  from person cross join lateral (
    select count(*)::int as names,
      coalesce(sum((select sum(count) from touchpoint_week where identity_id = l.identity_id)) filter (where not shared), 0)::bigint
        as touchpoints,
      min((select at from touchpoint where identity_id = l.identity_id order by at, id limit 1)) filter (where not shared)
        as first_at,
      max((select at from touchpoint where identity_id = l.identity_id order by at desc, id desc limit 1))
        filter (where not shared) as last_at
    from identity_link l where person_id = person.id and ended_at is null
  ) total
  where person.id = any($1::uuid[])`;

/** The names that are looked at for what is known of a person: as many as are listed. */
const OWN = `
  with own as materialized (
    select p.id as person_id, l.identity_id, l.shared, l.import_id
    from unnest($1::uuid[]) as p (id) cross join lateral (
      select link.identity_id, link.shared, link.import_id
      from identity_link link cross join lateral (select kind from identity where id = link.identity_id limit 1) i
      where link.person_id = p.id and link.ended_at is null
      order by i.kind = 'anonymous_id', link.identity_id desc limit ${MOST_NAMES}
    ) l
  )`;

/**
 * Persons as who mends people sees them, by id; who is unknown is absent.
 * @param ids at most some hundred
 */
export async function readListedPersons(
  sql: Sql,
  ids: readonly string[],
): Promise<Map<string, ListedPerson>> {
  if (ids.length === 0) return new Map();
  const distinct = [...new Set(ids)];
  const persons = await sql.query<PersonRow>(OWN + PERSONS, [distinct]);
  const names = await sql.query<NameRow>(NAMES_OF_PERSONS, [distinct]);
  const listed = new Map(persons.map((row) => [row.id, personOf(row)]));
  for (const row of names) listed.get(row.person_id)?.identities.push(nameOf(row));
  return listed;
}

/** Names, and whose each is now, by their identity; who belongs to nobody is absent. */
export async function readListedNames(
  sql: Sql,
  identityIds: readonly number[],
): Promise<Map<number, { personId: string; name: ListedName }>> {
  const rows = await sql.query<NameRow>(NAMES_BY_ID, [[...new Set(identityIds)]]);
  return new Map(rows.map((row) => [row.identity_id, { personId: row.person_id, name: nameOf(row) }]));
}

function personOf({ id, facts, company, ...row }: PersonRow): ListedPerson {
  return {
    id,
    name: facts?.name ?? null,
    title: facts?.title ?? null,
    company: company && companyName(company),
    createdAt: row.created_at.toISOString(),
    touchpoints: row.touchpoints,
    firstAt: row.first_at?.toISOString() ?? null,
    lastAt: row.last_at?.toISOString() ?? null,
    sources: row.sources,
    identityCount: row.names,
    identities: [],
  };
}

function nameOf(row: NameRow): ListedName {
  return {
    kind: row.kind,
    where: whereOf(row),
    value: row.shown,
    shared: row.shared,
    since: row.started_at.toISOString(),
    by: row.by,
    why: row.why,
    touchpoints: row.touchpoints,
    lastAt: row.last_at?.toISOString() ?? null,
  };
}

/** Where a name counts: of a record and a sandbox's address the CRM and org, of a tool's id the tool. */
function whereOf({ kind, namespace, source }: NameRow): string {
  if (kind === "user_id" || kind === "anonymous_id") return source ?? "a tool that was removed";
  return namespace.replace(":*", "").replace(":", " ");
}
