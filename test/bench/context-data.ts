import type { HubInProcess } from "./hub-in-process.ts";

/** How many people the data has, of 200 companies. The first of them has a hundred thousand touchpoints. */
export const PEOPLE = 2_000;
const OF_ONE = 100_000;
const COMPANIES = 200;
/** People of the one large company. */
export const LARGE = 5_000;

/** A valid lead id for a number, with its checksum: all letters small, so that the suffix is always AAA. */
const leadId = (n: number) => `00Q${String(n).padStart(12, "0")}EAA`;

/** What is asked of a person by number, as the extension asks it. */
export const askFor = (hub: HubInProcess, token: string, person: number) =>
  hub.call(
    "/api/context",
    { record: { crm: "salesforce", org: "acme", object: "Lead", id: leadId(person) } },
    `Bearer ${token}`,
  );

/** Whom the n-th request is about: every tenth, the person with the most touchpoints. */
export const personOf = (n: number) => (n % 10 === 0 ? 0 : Math.abs(n * 7919) % PEOPLE);

/** The address by which a tool names a person. */
export const addressOf = (person: number) => `person-${person}@company-${person % COMPANIES}.example`;

/**
 * People, each a lead of acme with an address, and so many touchpoints of theirs over two years, besides those of the
 * one with a hundred thousand. Made by the database itself: ingestion is measured elsewhere.
 */
export async function fill(hub: HubInProcess, source: string, touchpoints: number): Promise<void> {
  await fillPeople(hub);
  // Indexes are made at the end, at once: that takes a quarter of the time.
  const indexes = await hub.hub.store.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where tablename = 'touchpoint' and indexname <> 'touchpoint_pkey'`,
  );
  for (const { name } of indexes) await hub.bulk(`drop index ${name}`);
  await addTouchpoints(hub, source, { first: 0, people: 1, count: OF_ONE });
  await addTouchpoints(hub, source, { first: 1, people: PEOPLE - 1, count: touchpoints });
  for (const { definition } of indexes) await hub.bulk(definition);
  await settle(hub);
}

/** The people alone. */
export const fillPeople = (hub: HubInProcess): Promise<void> =>
  addPeople(hub, { first: 0, count: PEOPLE, companies: COMPANIES, firstCompany: 0 });

/** A company of 5,000, each with two touchpoints. Gives one of them. */
export async function addLargeCompany(
  hub: HubInProcess,
  source: string,
): Promise<{ person: number; address: string }> {
  await addPeople(hub, { first: PEOPLE, count: LARGE, companies: 1, firstCompany: COMPANIES });
  await addTouchpoints(hub, source, { first: PEOPLE, people: LARGE, count: 2 * LARGE });
  await settle(hub);
  return { person: PEOPLE, address: `person-${PEOPLE}@company-${COMPANIES}.example` };
}

interface SomePeople {
  first: number;
  count: number;
  companies: number;
  firstCompany: number;
}

function addPeople(hub: HubInProcess, { first, count, companies, firstCompany }: SomePeople): Promise<void> {
  return hub.bulk(
    `with made as (
       insert into person (id) select gen_random_uuid() from generate_series(1, $2::int) returning id
     ), numbered as (
       select id, n, 'person-' || n || '@company-' || $4 + n % $3 || '.example' as address,
         '00Q' || lpad(n::text, 12, '0') || 'EAA' as record
       from (select id, $1 + row_number() over () - 1 as n from made) counted
     ), emails as (
       insert into identity (kind, namespace, value, shown) select 'email', '', address, address from numbered
       returning id, value
     ), records as (
       insert into identity (kind, namespace, value, shown) select 'crm_record', 'salesforce:acme', record, '' from numbered
       returning id, value
     ), linked as (
       insert into identity_link (identity_id, person_id, by, why)
       select e.id, p.id, 'event', 'bench' from numbered p join emails e on e.value = p.address
       union all
       select r.id, p.id, 'event', 'bench' from numbered p join records r on r.value = p.record
     ), facts as (
       insert into fact (identity_id, key, value, at) select id, 'name', split_part(value, '@', 1), now() from emails
     ), kept as (
       insert into company (id) select gen_random_uuid() from generate_series(1, $3) returning id
     ), domains as (
       select id, 'company-' || $4 + row_number() over () - 1 || '.example' as domain from kept
     ), keys as (
       insert into company_key (kind, namespace, value, company_id) select 'domain', '', domain, id from domains
     )
     insert into company_member (company_id, identity_id, at)
     select d.id, e.id, now() from emails e join domains d on d.domain = split_part(e.value, '@', 2)`,
    [first, count, companies, firstCompany],
  );
}

async function addTouchpoints(
  hub: HubInProcess,
  source: string,
  { first, people, count }: { first: number; people: number; count: number },
): Promise<void> {
  await hub.bulk(
    `insert into touchpoint (id, identity_id, at, received_at, at_basis, kind, passive, title, detail, source_id, rules)
     select nextval('event_id'), e.id, now() - random() * interval '730 days', now() - random() * interval '1 day', 'timestamp',
       (array['page_viewed','content_downloaded','email_sent','webinar_attended'])[1 + n % 4], n % 4 = 2,
       'Downloaded migration guide', 'Migration guide', $2, 1
     from generate_series(1, $1::int) as n
     join (select id, row_number() over (order by id) - 1 as place from identity where kind = 'email') e
       on e.place = $3 + (n * 7919::bigint) % $4`,
    [count, source, first, people],
  );
}

/** Counts the weeks of those who are new, and tells the planner what there is. */
async function settle(hub: HubInProcess): Promise<void> {
  await hub.bulk(
    `insert into touchpoint_week (identity_id, week, kind, passive, count)
     select identity_id, date_trunc('week', at at time zone 'UTC')::date, kind, passive, count(*)
     from touchpoint t where not exists (select 1 from touchpoint_week w where w.identity_id = t.identity_id)
     group by 1, 2, 3, 4`,
  );
  await hub.bulk("vacuum analyze");
}
