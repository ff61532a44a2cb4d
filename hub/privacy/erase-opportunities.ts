import type { Sql } from "../store/store.ts";
import { ERASED } from "./addresses-in-text.ts";
import { type ErasureState, take } from "./erasure-state.ts";

/** SQL: contacts that are one of identities `$1` or addresses `$2`. */
const THEIRS = `(c.kind = 'email' and c.value = any($2::text[]) or exists (
  select 1 from identity i where i.id = any($1::bigint[]) and i.kind = c.kind and i.value = c.value))`;

/**
 * Takes them from the contacts of opportunities, and their name out of what these are called. Call it while it is known
 * what they are called. Amount and stage are the company's, and stay.
 */
export async function eraseFromOpportunities(
  sql: Sql,
  progress: ErasureState["progress"],
  ids: readonly number[],
  addresses: readonly string[],
): Promise<void> {
  const names = await sql.query<{ name: string }>(
    `select distinct value as name from fact
     where identity_id = any($1::bigint[]) and key = 'name' and value ~ '\\S\\s+\\S'`,
    [ids],
  );
  let redacted = 0;
  if (names.length > 0) {
    // Whoever it is said of: the name of an opportunity often is a person's, who is no contact of it.
    const rows = await sql.query<{ id: string; name: string; company: string }>(
      `select o.id, o.name, o.company from opportunity o
       where exists (select 1 from unnest($1::text[]) as part (pattern)
         where o.name ilike part.pattern or o.company ilike part.pattern)
       order by o.id for update`,
      [names.map(({ name }) => likeLoosely(name))],
    );
    const pattern = new RegExp(names.map(({ name }) => loosely(name)).join("|"), "giu");
    const cut = rows
      .map(({ id, name, company }) => ({
        id,
        name: name.replace(pattern, ERASED),
        company: company.replace(pattern, ERASED),
      }))
      .filter(({ name, company }, n) => name !== rows[n]?.name || company !== rows[n]?.company);
    redacted = cut.length;
    await sql.query(
      `update opportunity o set name = said.name, company = said.company
       from unnest($1::uuid[], $2::text[], $3::text[]) as said (id, name, company) where o.id = said.id`,
      [cut.map(({ id }) => id), cut.map(({ name }) => name), cut.map(({ company }) => company)],
    );
  }
  take(progress, "opportunity", { redacted });
  const gone = await sql.query(`delete from opportunity_contact c where ${THEIRS} returning 1`, [
    ids,
    addresses,
  ]);
  take(progress, "opportunity_contact", { deleted: gone.length });
}

/** The name as a whole, whatever stands between its parts. */
function loosely(name: string): string {
  const parts = name
    .trim()
    .split(/\s+/)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  return `(?<![\\p{L}\\p{N}])${parts.join("\\s+")}(?![\\p{L}\\p{N}])`;
}

/** Lets more pass than the name, so that the database reads the few that may be it. */
const likeLoosely = (name: string) =>
  `%${name
    .trim()
    .split(/\s+/)
    .map((part) => part.replace(/[\\%_]/g, "\\$&"))
    .join("%")}%`;
