import type { Store } from "../store/store.ts";
import { findCompanies } from "./find-companies.ts";
import type { Contact, Names } from "./names.ts";

const CHUNK = 500;
/** Each hour looks at so many, those first that were not looked at for longest. */
const MOST = 10_000;

/**
 * Finds the companies of open opportunities that belonged to none when they were written: people may have come since.
 * Running it twice, or on two hubs at once, is harmless.
 */
export async function placeOpportunities(
  store: Store,
  names: Pick<Names, "company">,
  now: Date,
  most = MOST,
): Promise<void> {
  for (let looked = 0; looked < most; looked += CHUNK) {
    const chunk = Math.min(CHUNK, most - looked);
    const rows = await store.query<{ id: string; namespace: string; company: string; contacts: Contact[] }>(
      `select o.id, o.namespace, o.company,
         coalesce((select json_agg(json_build_object('kind', c.kind, 'value', c.value))
           from opportunity_contact c where c.opportunity_id = o.id), '[]') as contacts
       from opportunity o where o.open and o.company_id is null 
         and (o.sought_at is null or o.sought_at < $1)
       order by o.sought_at nulls first, o.id limit ${chunk}`,
      [now],
    );
    for (const namespace of new Set(rows.map((row) => row.namespace))) {
      const own = rows.filter((row) => row.namespace === namespace);
      const places = await findCompanies(
        store,
        namespace,
        own.map(({ company, contacts }) => ({ company: names.company(company), contacts })),
      );
      const found = own.flatMap(({ id }, n) => (places[n] === undefined ? [] : [{ id, company: places[n] }]));
      await store.query(
        `update opportunity o set company_id = said.company_id
         from unnest($1::uuid[], $2::uuid[]) as said (id, company_id)
         where o.id = said.id and o.company_id is null`,
        [found.map(({ id }) => id), found.map(({ company }) => company)],
      );
    }
    await store.query("update opportunity set sought_at = $2 where id = any($1::uuid[])", [
      rows.map(({ id }) => id),
      now,
    ]);
    if (rows.length < chunk) return;
  }
}
