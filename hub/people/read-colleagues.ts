import type { Sql } from "../store/store.ts";

export interface ColleagueRow {
  id: string;
  name: string;
  title: string | null;
  last_title: string | null;
  last_at: Date | null;
  /** A record of the same CRM's org, if one is known. */
  record_id: string | null;
  total: number;
}

/** So many of a company's identities are looked at, the newest: nobody's page waits for a company without end. */
const CONSIDERED = 10_000;

// Lateral rows with a limit (or `offset 0`, which holds them together as well), so that indexes are used: see
// identity-state. A large company's people are gone through once for all that is asked of each. Who moved on is no
// colleague any more: a person's company is the one that was named last.
const COLLEAGUES = `
  with person as (
    select distinct l.person_id as id
    from (select identity_id from company_member where company_id = $1 order by identity_id desc limit ${CONSIDERED}) m
    cross join lateral (
      select person_id from identity_link
      where identity_id = m.identity_id and ended_at is null and not shared limit 1
    ) l
    where l.person_id <> $2
  ), own as (
    select person.id, l.identity_id
    from person cross join lateral (
      select identity_id from identity_link where person_id = person.id and ended_at is null and not shared offset 0
    ) l
  ), newest as (
    select distinct on (own.id) own.id, m.company_id
    from own cross join lateral (
      select company_id, at from company_member where identity_id = own.identity_id
      order by at desc, company_id limit 1
    ) m
    order by own.id, m.at desc, m.company_id
  ), last as (
    select distinct on (own.id) own.id, t.title, t.at
    from own cross join lateral (
      select title, at, id from touchpoint where identity_id = own.identity_id and not passive
      order by at desc, id desc limit 1
    ) t
    order by own.id, t.at desc, t.id desc
  ), colleague as (
    select newest.id, last.title as last_title, last.at as last_at, count(*) over ()::int as total
    from newest left join last on last.id = newest.id
    where newest.company_id = $1
    order by last.at desc nulls last, newest.id limit $3
  )
  select colleague.*, title.value as title, record.value as record_id,
    coalesce(name.value, address.shown, 'Somebody without a name') as name
  from colleague
  left join lateral (
    select f.value from identity_link l
    cross join lateral (
      select value, at, id from fact where identity_id = l.identity_id and key = 'name'
      order by at desc, id desc limit 1
    ) f
    where l.person_id = colleague.id and l.ended_at is null and not l.shared
    order by f.at desc, f.id desc limit 1
  ) name on true
  left join lateral (
    select f.value from identity_link l
    cross join lateral (
      select value, at, id from fact where identity_id = l.identity_id and key = 'title'
      order by at desc, id desc limit 1
    ) f
    where l.person_id = colleague.id and l.ended_at is null and not l.shared
    order by f.at desc, f.id desc limit 1
  ) title on true
  left join lateral (
    select i.shown from identity_link l
    cross join lateral (
      select * from identity where id = l.identity_id and kind in ('email', 'user_id') limit 1
    ) i
    where l.person_id = colleague.id and l.ended_at is null and not l.shared
    order by i.kind, i.id limit 1
  ) address on true
  left join lateral (
    select i.value from identity_link l
    cross join lateral (select * from identity where id = l.identity_id and kind = 'crm_record' limit 1) i
    where l.person_id = colleague.id and l.ended_at is null and i.namespace = any($4::text[])
    order by array_position($4::text[], i.namespace), i.id desc limit 1
  ) record on true
  order by colleague.last_at desc nulls last, colleague.id`;

/**
 * Other persons of a company, the most recently active first.
 * @param namespaces in which a record of theirs can be opened, the surest first
 */
export function readColleagues(
  sql: Sql,
  {
    companyId,
    personId,
    namespaces,
    limit,
  }: { companyId: string; personId: string; namespaces: string[]; limit: number },
): Promise<ColleagueRow[]> {
  return sql.query<ColleagueRow>(COLLEAGUES, [companyId, personId, limit, namespaces]);
}
