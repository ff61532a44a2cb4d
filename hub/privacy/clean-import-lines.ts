import { addressesIn } from "./addresses-in-text.ts";
import type { Cleaner } from "./cleaners.ts";

/** Lines of an import that wait to be taken: the person's own are not taken any more, and count as held off. */
export const cleanImportLines: Cleaner = async ({ sql, state, table, places }) => {
  const rows = await sql.query<{ place: string; text: string }>(
    `select ctid::text as place, fields::text as text from ${table.name} where ctid = any($1::tid[])`,
    [places],
  );
  const addresses = new Set(state.sealed.subject.addresses);
  const named = rows
    .filter(({ text }) => [...addressesIn(text)].some((address) => addresses.has(address)))
    .map(({ place }) => place);
  const gone = await sql.query<{ import_id: string }>(
    `delete from ${table.name} where ctid = any($1::tid[]) returning import_id`,
    [named],
  );
  return { import_line: { deleted: gone.length } };
};
