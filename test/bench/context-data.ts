import { Client } from "pg";

/** How many people the data has; one of them has a hundred thousand touchpoints, if there are as many. */
export const PEOPLE = 2_000;
const MOST_OF_ONE = 100_000;

/** A valid lead id for a number, with its checksum: all letters small, so that the suffix is always AAA. */
export const leadId = (n: number) => `00Q${String(n).padStart(12, "0")}EAA`;

/**
 * People of 200 companies, each a lead of acme with an address, and touchpoints for them over two years. Made by the
 * database itself: ingestion is measured elsewhere.
 */
export async function fill(databaseUrl: string, source: string, touchpoints: number): Promise<void> {
  // A connection of its own: the hub's give a statement seconds.
  const sql = new Client(databaseUrl);
  await sql.connect();
  await sql.query(
    `with made as (
       insert into person (id) select gen_random_uuid() from generate_series(1, $1) returning id
     ), numbered as (select id, row_number() over () - 1 as n from made),
     emails as (
       insert into identity (kind, namespace, value, shown)
       select 'email', '', 'person-' || n || '@company-' || n % 200 || '.example', 'person-' || n || '@company-' || n % 200 || '.example'
       from numbered returning id, value
     ), records as (
       insert into identity (kind, namespace, value, shown)
       select 'crm_record', 'salesforce:acme', '00Q' || lpad(n::text, 12, '0') || 'EAA', '' from numbered returning id, value
     ), linked as (
       insert into identity_link (identity_id, person_id, by, why)
       select e.id, p.id, 'event', 'bench' from numbered p
       join emails e on e.value = 'person-' || p.n || '@company-' || p.n % 200 || '.example'
       union all
       select r.id, p.id, 'event', 'bench' from numbered p join records r on r.value = '00Q' || lpad(p.n::text, 12, '0') || 'EAA'
       returning 1
     ), facts as (
       insert into fact (identity_id, key, value, at)
       select id, 'name', split_part(value, '@', 1), now() from emails returning 1
     ), companies as (
       insert into company (id) select gen_random_uuid() from generate_series(1, 200) returning id
     ), kept as (select id, row_number() over () - 1 as n from companies),
     keys as (
       insert into company_key (kind, namespace, value, company_id)
       select 'domain', '', 'company-' || n || '.example', id from kept returning 1
     )
     insert into company_member (company_id, identity_id, at)
     select k.id, e.id, now() from emails e join kept k on 'company-' || k.n || '.example' = split_part(e.value, '@', 2)`,
    [PEOPLE],
  );
  const ofOne = Math.min(MOST_OF_ONE, Math.floor(touchpoints / 10));
  await sql.query(
    `insert into touchpoint (id, identity_id, at, received_at, at_basis, kind, passive, title, detail, source_id, rules)
     select nextval('event_id'), e.id, now() - random() * interval '730 days', now() - random() * interval '1 day', 'timestamp',
       (array['page_viewed','content_downloaded','email_sent','webinar_attended'])[1 + n % 4], n % 4 = 2,
       'Downloaded migration guide', 'Migration guide', $2, 1
     from generate_series(1, $1) as n
     join (select id, row_number() over (order by id) - 1 as place from identity where kind = 'email') e
       on e.place = case when n <= $3 then 0 else 1 + (n * 7919::bigint) % ($4 - 1) end`,
    [touchpoints, source, ofOne, PEOPLE],
  );
  await sql.query(
    `insert into touchpoint_week (identity_id, week, kind, passive, count)
     select identity_id, date_trunc('week', at at time zone 'UTC')::date, kind, passive, count(*) from touchpoint group by 1, 2, 3, 4`,
  );
  for (const table of [
    "touchpoint",
    "touchpoint_week",
    "identity",
    "identity_link",
    "fact",
    "company_member",
  ])
    await sql.query(`vacuum analyze ${table}`);
  await sql.end();
}
