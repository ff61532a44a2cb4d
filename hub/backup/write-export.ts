import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { RELEASE } from "../release.ts";
import type { Sql, Store } from "../store/store.ts";
import { PLAIN_VALUES, quoted, readSequences, readTables, type Table } from "./catalogue.ts";
import type { Take } from "./compressed.ts";
import { FORMAT_VERSION, type Header, type Trailer } from "./format.ts";
import { REWRITTEN, SNAPSHOT, TRANSACTION } from "./portable.ts";

/** About so many characters are read from the database at a time: bounded memory, and short stalls on PGlite. */
const CHUNK = 500_000;
const FIRST_ROWS = 100;
const MOST_ROWS = 5_000;

export interface Written {
  header: Header;
  rows: Record<string, number>;
}

/** Writes everything that a hub holds, before compression, from one snapshot. */
export async function writeExport(store: Store, take: Take): Promise<Written> {
  return store.snapshot(async (sql) => {
    for (const setting of PLAIN_VALUES.split(";").filter(Boolean)) await sql.query(setting);
    const hash = createHash("sha256");
    const rows: Record<string, number> = {};
    const say = async (text: string) => {
      const bytes = Buffer.from(text);
      hash.update(bytes);
      await take(bytes);
    };
    const header = await readHeader(sql, store.engine);
    await say(`${JSON.stringify(header)}\n`);
    for (const table of await readTables(sql)) {
      const columns = table.columns.filter(({ type }) => type !== TRANSACTION && type !== SNAPSHOT);
      await say(`${JSON.stringify({ table: table.name, columns: columns.map(({ name }) => name) })}\n`);
      rows[table.name] = 0;
      for await (const lines of readRows(sql, { ...table, columns })) {
        await say(`${lines.join("\n")}\n`);
        rows[table.name] = (rows[table.name] ?? 0) + lines.length;
        // The embedded database does all of its work in this process.
        await breathe();
      }
    }
    for (const sequence of await readSequences(sql)) await say(`${JSON.stringify(sequence)}\n`);
    const trailer: Trailer = { end: true, rows, sha256: hash.digest("hex") };
    await take(Buffer.from(`${JSON.stringify(trailer)}\n`));
    return { header, rows };
  });
}

async function readHeader(sql: Sql, engine: Store["engine"]): Promise<Header> {
  const [row] = await sql.query<{ id: string; migration: number; at: Date }>(
    "select id, (select max(number) from migration) as migration, now() as at from hub",
  );
  if (!row) throw new Error("The database has no row for its hub");
  return {
    format: "leadside-export",
    version: FORMAT_VERSION,
    release: RELEASE,
    migration: row.migration,
    hub: row.id,
    engine,
    at: row.at.toISOString(),
  };
}

/** A table's rows as lines, some at a time. */
async function* readRows(sql: Sql, { name, columns }: Table): AsyncGenerator<string[]> {
  const values = columns.map(
    (column) => `${REWRITTEN[name]?.[column.name] ?? `t.${quoted(column.name)}`}::text`,
  );
  await sql.query(
    `declare export no scroll cursor for select json_build_array(${values.join(", ")})::text as line from ${quoted(name)} t`,
  );
  let asked = FIRST_ROWS;
  for (;;) {
    const rows = await sql.query<{ line: string }>(`fetch ${asked} from export`);
    if (rows.length > 0) yield rows.map(({ line }) => line);
    if (rows.length < asked) break;
    const each = rows.reduce((sum, { line }) => sum + line.length, 0) / rows.length;
    asked = Math.max(1, Math.min(MOST_ROWS, Math.floor(CHUNK / each)));
  }
  await sql.query("close export");
}
