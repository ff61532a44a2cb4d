import type { Sql } from "../store/store.ts";

/**
 * Makes one company of two: all that `from` has goes to `into`. For a company that was known by a source's
 * own id alone, until somebody of it turned out to have an address at a company that is known.
 */
export async function joinCompanies(sql: Sql, from: string, into: string): Promise<void> {
  await sql.query("select 1 from company where id = any($1::uuid[]) order by id for update", [[from, into]]);
  await sql.query("update company_key set company_id = $2 where company_id = $1", [from, into]);
  await sql.query("update company_fact set company_id = $2 where company_id = $1", [from, into]);
  await sql.query("update opportunity set company_id = $2 where company_id = $1", [from, into]);
  await sql.query("update feedback set company_id = $2 where company_id = $1", [from, into]);
  await sql.query(
    `with moved as (delete from company_member where company_id = $1 returning identity_id, at)
     insert into company_member (company_id, identity_id, at)
     select $2, identity_id, at from moved order by identity_id
     on conflict (company_id, identity_id) do update set at = excluded.at where company_member.at < excluded.at`,
    [from, into],
  );
}

/** A person, as an identity of theirs knows them. */
export interface KnownOfPerson {
  /** Their own addresses, as compared. */
  addresses: string[];
  /** A company that they belong to by a source's id for it, and that has no domain. */
  groupCompany: string | null;
}

// Lateral rows with a limit, so that indexes are used: see identity-state.
const KNOWN = `
  select k.identity,
    array(
      select i.value from identity_link l
      cross join lateral (select * from identity where id = l.identity_id and kind = 'email' limit 1) i
      where l.person_id = mine.person_id and l.ended_at is null and not l.shared limit 20
    ) as addresses,
    (
      select m.company_id from identity_link l
      cross join lateral (
        select company_id, at from company_member where identity_id = l.identity_id
        order by at desc, company_id limit 3
      ) m
      where l.person_id = mine.person_id and l.ended_at is null and not l.shared
        and exists (select 1 from company_key where company_id = m.company_id and kind = 'group')
        and not exists (select 1 from company_key where company_id = m.company_id and kind = 'domain')
      order by m.at desc, m.company_id limit 1
    ) as group_company
  from unnest($1::bigint[]) as k (identity)
  cross join lateral (
    select person_id from identity_link where identity_id = k.identity and ended_at is null and not shared limit 1
  ) mine`;

/** What is known of the persons of these identities; of one who is nobody's, nothing. */
export async function readKnownOfPersons(
  sql: Sql,
  identities: readonly number[],
): Promise<Map<number, KnownOfPerson>> {
  if (identities.length === 0) return new Map();
  const rows = await sql.query<{ identity: number; addresses: string[]; group_company: string | null }>(
    KNOWN,
    [[...new Set(identities)]],
  );
  return new Map(
    rows.map(({ identity, addresses, group_company }) => [
      identity,
      { addresses, groupCompany: group_company },
    ]),
  );
}
