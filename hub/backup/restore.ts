import { errorCode, StoreRefused } from "../store/errors.ts";
import { ALONE, migrate, readMigrations } from "../store/migrate.ts";
import type { Script, Sql, Store } from "../store/store.ts";
import { holdAlone, refuseWhileInUse } from "./alone.ts";
import { bareTables } from "./bare-tables.ts";
import { type CarriedErasures, carryErasures } from "./carry-erasures.ts";
import { type CarriedOver, carryOver } from "./carry-over.ts";
import { PLAIN_VALUES, quoted, readTables, type Table } from "./catalogue.ts";
import { BadExport } from "./format.ts";
import { SNAPSHOT } from "./portable.ts";
import { readExport, type Verified, verifyExport } from "./read-export.ts";

export interface RestoreOptions {
  /** Puts the file in the place of what the database holds; else only an empty one takes it. */
  replace: boolean;
  onProgress?: (rows: number, of: number) => void;
  /** What `checkExport` said of the file, where it was asked before. */
  verified?: Verified;
}

export interface Restored extends Verified {
  /** Rows that stood there before, by table. */
  replaced: Record<string, number>;
  /** Of what was there before, and the file does not know. */
  erasures: CarriedErasures;
  /** What was taken away after the file was made, and stays so; absent where nothing is known of it. */
  carriedOver?: CarriedOver;
}

/** Where the file is unpacked before it takes the place of what is there. */
const SCRATCH = "leadside_import";
/** What a database has before anybody used it. */
const OWN_ROWS: ReadonlySet<string> = new Set(["hub", "library", "feedback_stamp"]);
/** Rows go in by about so many characters at a time. */
const CHUNK = 500_000;

/**
 * Reads a whole export into a database that no hub uses. The file is checked to its end first; then one transaction
 * makes the tables as they were when it was taken, fills them, brings them to this release's form, and puts them in
 * the place of what is there. Whatever fails, the database is as it was.
 * @throws BadExport for the file, StoreRefused for the database, each with words fit to be shown
 */
export async function restore(store: Store, path: string, options: RestoreOptions): Promise<Restored> {
  const verified = options.verified ?? (await checkExport(path));
  try {
    const made = await store.rebuild((sql) => rebuild(store, sql, path, { ...options, verified }));
    return { ...verified, ...made };
  } catch (error) {
    throw inWords(error);
  }
}

/**
 * Reads an export to its end, and says whether this release can use it. It needs no database.
 * @throws BadExport
 */
export async function checkExport(path: string): Promise<Verified> {
  const verified = await verifyExport(path);
  const { migration, release } = verified.header;
  const newest = readMigrations().at(-1)?.number ?? 0;
  if (migration > newest) {
    throw new BadExport(
      `it was made by release ${release}, which knows migration ${migration}; this release knows ${newest}. Use release ${release} or a newer one.`,
    );
  }
  return verified;
}

interface Plan extends RestoreOptions {
  verified: Verified;
}

async function rebuild(
  store: Store,
  sql: Script,
  path: string,
  plan: Plan,
): Promise<Omit<Restored, keyof Verified>> {
  await sql.script(`${ALONE} ${PLAIN_VALUES}`);
  await refuseWhileInUse(store.engine, sql);
  const [row] = await sql.query<{ home: string }>("select current_schema()::text as home");
  const home = row?.home ?? "public";
  const ours = await ourTables(sql);
  await holdAlone(sql, ours);
  const replaced = await countRows(sql, ours);
  await refuseFilled(sql, replaced, plan.replace);

  await sql.script(`create schema ${SCRATCH}; set local search_path to ${SCRATCH}`);
  const known = readMigrations();
  const { migration } = plan.verified.header;
  await migrate(
    sql,
    known.filter(({ number }) => number <= migration),
  );
  await load(sql, path, plan);
  await migrate(sql, known);
  const carriedOver = await carryOver(sql, home, ours);
  const erasures = await carryErasures(sql, home, ours, new Date());
  // One that was started meanwhile waits for the tables, and would not know that others took their place.
  await refuseWhileInUse(store.engine, sql);
  await moveTo(sql, home, Object.keys(replaced));
  await sql.script("analyze");
  return carriedOver === undefined ? { replaced, erasures } : { replaced, erasures, carriedOver };
}

/** The tables that a hub made; a database that no hub ever used has none. */
async function ourTables(sql: Sql): Promise<string[]> {
  const made = new Set(readMigrations().flatMap(({ text }) => namesIn(text)));
  return (await readTables(sql)).map(({ name }) => name).filter((name) => made.has(name));
}

/** How many rows each table has. */
async function countRows(sql: Sql, tables: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of tables) {
    const [row] = await sql.query<{ count: number }>(`select count(*) as count from ${quoted(name)}`);
    counts[name] = row?.count ?? 0;
  }
  return counts;
}

/** The tables that a migration makes. */
const namesIn = (text: string) => [...text.matchAll(/^create table (\w+)/gm)].map((match) => match[1] ?? "");

async function refuseFilled(sql: Sql, counts: Record<string, number>, replace: boolean): Promise<void> {
  if (Object.keys(counts).length === 0) return;
  const newest = readMigrations().at(-1)?.number ?? 0;
  const [row] = await sql.query<{ number: number }>("select max(number) as number from migration");
  if (row && row.number > newest) {
    throw new StoreRefused(
      `This database was migrated by a newer release (${row.number}, and this one knows ${newest}). Use that one.`,
    );
  }
  // A hub that was started once has rows of its own.
  const filled = Object.entries(counts).filter(([table, count]) => !OWN_ROWS.has(table) && count > 0);
  if (replace || filled.length === 0) return;
  const told = filled.map(([table, count]) => `${table} ${count}`).join(", ");
  throw new StoreRefused(
    `The database already holds something (rows: ${told}). Nothing was changed. ` +
      "Export it first if you may need it; then import again with --replace, which puts the file in its place.",
  );
}

/** Fills the tables of the scratch schema, which are as the file's release made them. */
async function load(sql: Script, path: string, { verified, onProgress }: Plan): Promise<void> {
  const tables = new Map((await readTables(sql)).map((table) => [table.name, table]));
  await sql.script(`truncate ${[...tables.keys()].map(quoted).join(", ")}`);
  const putBack = await bareTables(sql);
  const of = Object.values(verified.trailer.rows).reduce((sum, count) => sum + count, 0);
  let done = 0;
  let insert: string | undefined;
  let waiting: string[] = [];
  let size = 0;
  const flush = async () => {
    if (waiting.length > 0 && insert) await sql.query(insert, [`[${waiting.join(",")}]`]);
    done += waiting.length;
    waiting = [];
    size = 0;
    onProgress?.(done, of);
  };
  for await (const part of readExport(path)) {
    if (part.kind === "rows") {
      for (const line of part.lines) {
        waiting.push(line);
        size += line.length;
        if (size >= CHUNK) await flush();
      }
      continue;
    }
    await flush();
    if (part.kind === "table") insert = insertInto(tables.get(part.table), part.columns);
    if (part.kind === "sequence") {
      await sql.query("select setval($1::text::regclass, $2::bigint)", [quoted(part.sequence), part.last]);
    }
  }
  await putBack();
}

/** Takes rows as one JSON array of arrays; each value is read by the type of its column. */
function insertInto(table: Table | undefined, columns: string[]): string {
  const types = columns.map((column) => table?.columns.find(({ name }) => name === column)?.type);
  if (!table || types.includes(undefined)) {
    throw new BadExport("it names a table or a column that its release does not have.");
  }
  const values = types.map((type, place) => `(line ->> ${place})::${type}`);
  // All that is there now came before this: see portable.ts.
  const seenNothing = "pg_current_xact_id()::text || ':' || pg_current_xact_id()::text || ':'";
  const snapshots = table.columns.filter(({ type }) => type === SNAPSHOT);
  return (
    `insert into ${quoted(table.name)} (${[...columns, ...snapshots.map(({ name }) => name)].map(quoted).join(", ")}) ` +
    `overriding system value select ${[...values, ...snapshots.map(() => `(${seenNothing})::${SNAPSHOT}`)].join(", ")} ` +
    "from jsonb_array_elements($1::jsonb) line"
  );
}

/** Puts what was made in the scratch schema in the place of the tables there, and of nothing else. */
async function moveTo(sql: Script, home: string, tables: readonly string[]): Promise<void> {
  const inHome = (name: string) => `${quoted(home)}.${quoted(name)}`;
  const relations = await sql.query<{ name: string; kind: string }>(
    `select c.relname::text as name, c.relkind::text as kind from pg_class c
     where c.relnamespace = '${SCRATCH}'::regnamespace and c.relkind in ('r', 'p', 'S')
       and not exists (select 1 from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i'))`,
  );
  if (tables.length > 0) {
    await sql.query(`drop table ${[...tables, "migration"].map(inHome).join(", ")}`);
    const sequences = relations.filter(({ kind }) => kind === "S");
    for (const { name } of sequences) await sql.query(`drop sequence if exists ${inHome(name)}`);
  }
  for (const { name, kind } of relations) {
    const what = kind === "S" ? "sequence" : "table";
    await sql.query(`alter ${what} ${SCRATCH}.${quoted(name)} set schema ${quoted(home)}`);
  }
  await sql.script(`set local search_path to ${quoted(home)}; drop schema ${SCRATCH}`);
}

/** What the person who imports can mend is said; anything else is a bug, and stays one. */
function inWords(error: unknown): unknown {
  const code = errorCode(error);
  const nothing = "Nothing was changed.";
  if (code === "42501") {
    return new StoreRefused(
      `This user may not make a schema in the database. ${nothing} Import as the database's owner.`,
    );
  }
  if (code === "55P03") {
    return new StoreRefused(
      `Another program uses the tables, as a backup or an open session does. ${nothing} Wait until it is through, or end it, and import again.`,
    );
  }
  if (code === "42P06") {
    return new StoreRefused(
      `The database has a schema ${SCRATCH} that Leadside did not make. ${nothing} Drop or rename it.`,
    );
  }
  if (code === "42P07") {
    return new StoreRefused(
      `The database has a table of another program under a name that Leadside needs. ${nothing} Use a database of its own.`,
    );
  }
  if (code === "2BP01") {
    return new StoreRefused(
      `Something else in the database hangs on Leadside's tables, such as a view. ${nothing} Drop it first.`,
    );
  }
  if (code !== undefined && /^(22|23)/.test(code)) {
    return new BadExport(
      `the database refused a row of it (${code}). It was altered after it was made. ${nothing}`,
    );
  }
  return error;
}
