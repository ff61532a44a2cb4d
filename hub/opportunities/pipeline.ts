import type { Sql } from "../store/store.ts";

/** A sum of one currency; '' where none was said. */
export interface Amount {
  currency: string;
  amount: number;
}

/** Whose opportunities: of companies, and of the people whom identities belong to now. */
export interface Whose {
  companyIds: readonly string[];
  identityIds: readonly number[];
}

/** Whether anything is known of opportunities, and since when the newest is. */
export async function readPipelineState(
  sql: Sql,
): Promise<{ state: "not_connected" | "connected"; at: Date | null }> {
  const [newest] = await sql.query<{ updated_at: Date }>(
    "select updated_at from opportunity order by updated_at desc, id desc limit 1",
  );
  return { state: newest ? "connected" : "not_connected", at: newest?.updated_at ?? null };
}

/** A sandbox's records are its own; else a record counts in the org that was said, and in any where none was. */
export const SAME_ORG = `(
  i.namespace = o.namespace
  or (o.namespace not like '%.sandbox' and i.namespace not like '%.sandbox'
    and ('' in (o.namespace, i.namespace) or i.namespace like '%:*')))`;

/** Whom the contacts of opportunity `o` belong to now, as rows of person_id. Lateral, so that indexes are used. */
const PEOPLE_OF_CONTACTS = `(
  select l.person_id
  from opportunity_contact c
  cross join lateral (
    select id from identity i
    where c.kind = 'email' and i.kind = 'email' and i.value = c.value and not i.shared_mailbox
      and i.namespace = case when o.namespace like '%.sandbox' then o.namespace else '' end
    union all
    select id from identity i
    where c.kind = 'crm_record' and i.kind = 'crm_record' and i.value = c.value and ${SAME_ORG}
  ) known
  cross join lateral (
    select person_id from identity_link
    where identity_id = known.id and ended_at is null and not shared limit 1
  ) l
  where c.opportunity_id = o.id)`;

/**
 * SQL for the open opportunities of groups of people and companies: rows of key, id, currency and amount, each
 * opportunity once a key, those without an amount too.
 * @param members what stands after `from`, such as a CTE's name, with the columns `key text`, `company_id uuid` and
 *   `identity_id bigint`, each of which may be null
 */
export function openOpportunitiesSql(members: string): string {
  return `
    select m.key, o.id, o.currency, o.amount
    from (select distinct key, company_id from ${members} where company_id is not null) m
    join opportunity o on o.company_id = m.company_id and o.open
    union
    select m.key, o.id, o.currency, o.amount
    from opportunity o
    cross join lateral ${PEOPLE_OF_CONTACTS} p
    cross join lateral (
      select identity_id from identity_link
      where person_id = p.person_id and ended_at is null and not shared limit 1000
    ) own
    join (select distinct key, identity_id from ${members} where identity_id is not null) m
      on m.identity_id = own.identity_id
    where o.open`;
}

/** SQL for their sums, as rows of key, currency and amount, the largest first within a key. */
export function openAmountsSql(members: string): string {
  return `
    select key, currency, sum(amount)::float8 as amount
    from (${openOpportunitiesSql(members)}) open_ones
    where amount is not null
    group by key, currency
    order by key, sum(amount) desc, currency`;
}

/**
 * The open pipeline of these companies and people by currency, the largest first; an opportunity counts once.
 * @returns null where no opportunities are known at all: not connected
 */
export async function openAmounts(sql: Sql, whose: Whose): Promise<Amount[] | null> {
  if ((await readPipelineState(sql)).state === "not_connected") return null;
  return sql.query<Amount>(
    `select currency, sum(amount)::float8 as amount
     from (${openOfFewSql("$1", "$2")}) ids join opportunity o using (id)
     where o.amount is not null
     group by currency order by sum(amount) desc, currency`,
    [whose.companyIds, whose.identityIds],
  );
}

/**
 * SQL for the ids of the open opportunities of a few companies and people, found from these: quick beside any number
 * of opportunities.
 * @param companies and identities as they stand in the statement, such as `$1`
 */
export function openOfFewSql(companies: string, identities: string): string {
  return `
    select id from opportunity where open and company_id = any(${companies}::uuid[])
    union
    select o.id
    from unnest(${identities}::bigint[]) as said (id)
    cross join lateral (
      select person_id from identity_link where identity_id = said.id and ended_at is null and not shared limit 1
    ) p
    cross join lateral (
      select identity_id from identity_link
      where person_id = p.person_id and ended_at is null and not shared limit 1000
    ) own
    cross join lateral (select * from identity where id = own.identity_id limit 1) i
    cross join lateral (
      select opportunity_id from opportunity_contact where kind = i.kind and value = i.value
    ) c
    cross join lateral (select * from opportunity where id = c.opportunity_id limit 1) o
    where o.open and case i.kind
      when 'email' then not i.shared_mailbox
        and i.namespace = case when o.namespace like '%.sandbox' then o.namespace else '' end
      when 'crm_record' then ${SAME_ORG}
      else false end`;
}
