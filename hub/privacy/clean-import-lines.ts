import { addressesIn } from "./addresses-in-text.ts";
import type { Cleaner } from "./cleaners.ts";
import { cutFromColumns } from "./cut-from-columns.ts";

interface Line {
  place: string;
  fields: { records?: string[]; email?: string };
}

/** Lines of an import that wait to be taken: the person's own go, and count as held off; from others' the address is cut. */
export const cleanImportLines: Cleaner = async (suspects) => {
  const { sql, state, table, places } = suspects;
  const { addresses, identities } = state.sealed.subject;
  const records = new Set(identities.flatMap(({ kind, value }) => (kind === "crm_record" ? value : [])));
  const rows = await sql.query<Line>(
    `select ctid::text as place, fields from ${table.name} where ctid = any($1::tid[])`,
    [places],
  );
  const isTheirs = ({ fields }: Line) =>
    (fields.records ?? []).some((record) => records.has(record)) ||
    [...addressesIn(fields.email ?? "")].some((address) => addresses.includes(address));
  const theirs = rows.filter(isTheirs).map(({ place }) => place);
  const gone = await sql.query(`delete from ${table.name} where ctid = any($1::tid[]) returning 1`, [theirs]);
  const cut = await cutFromColumns({
    ...suspects,
    places: places.filter((place) => !theirs.includes(place)),
  });
  return { import_line: { ...cut.import_line, deleted: gone.length } };
};
