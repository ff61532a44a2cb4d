import { cutAddresses, cutAddressesFromRaw } from "./addresses-in-text.ts";
import type { Cleaner, Suspects } from "./cleaners.ts";
import type { TextColumn } from "./text-tables.ts";

/** Puts `[erased]` where a row of somebody else, or of nobody, mentions the address, in whatever columns. */
export const cutFromColumns: Cleaner = async ({ sql, state, table, places }: Suspects) => {
  const addresses = new Set(state.sealed.subject.addresses);
  const read = table.columns.map(
    ({ name, type }, n) => `${type === "bytea" ? name : `${name}::text`} as c${n}`,
  );
  const rows = await sql.query<Record<string, string | Buffer | null>>(
    `select ctid::text as place, ${read.join(", ")} from ${table.name} where ctid = any($1::tid[])`,
    [places],
  );
  let redacted = 0;
  for (const row of rows) {
    const changes = table.columns.flatMap((column, n) => {
      const value = row[`c${n}`];
      const cut = value === null || value === undefined ? value : cutFrom(value, addresses);
      return cut === value || cut === undefined ? [] : [{ column, cut }];
    });
    if (changes.length === 0) continue;
    const sets = changes.map(({ column }, n) => `${column.name} = ${valueSql(column, n + 2)}`);
    await sql.query(`update ${table.name} set ${sets.join(", ")} where ctid = $1::tid`, [
      row.place,
      ...changes.map(({ cut }) => cut),
    ]);
    redacted += 1;
  }
  return { [table.whole]: { redacted } };
};

function valueSql({ type }: TextColumn, number: number): string {
  return type === "bytea" ? `$${number}::bytea` : `$${number}::text::${type}`;
}

/** The same value where there is nothing to cut. */
function cutFrom(value: string | Buffer, addresses: ReadonlySet<string>): string | Buffer {
  if (typeof value === "string") return cutAddresses(value, addresses);
  const cut = cutFromBytes(value, addresses);
  return cut.equals(value) ? value : cut;
}

/** Of text in UTF-8, and of whatever else byte by byte. */
function cutFromBytes(bytes: Buffer, addresses: ReadonlySet<string>): Buffer {
  const text = bytes.toString("utf8");
  const encoding = Buffer.from(text, "utf8").equals(bytes) ? "utf8" : "latin1";
  return Buffer.from(cutAddressesFromRaw(bytes.toString(encoding), addresses), encoding);
}
