import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import type { Store } from "../../hub/store/store.ts";

const run = promisify(execFile);

/**
 * Where a text stands in a database, whatever its case: `table.column` of every column that can hold it, percent-
 * encoded too. By the catalogue, so that no table is forgotten.
 */
export async function findEverywhere(store: Store, text: string): Promise<string[]> {
  const columns = await store.query<{ table: string; column: string; type: string }>(
    `select table_name as table, column_name as column, data_type as type from information_schema.columns
     where table_schema = 'public' and data_type in ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY', 'name')`,
  );
  const found: string[] = [];
  for (const { table, column, type } of columns) {
    const value = type === "bytea" ? `encode("${column}", 'escape')` : `"${column}"::text`;
    const rows = await store.query(
      `select 1 from "${table}" where position(lower($1) in lower(${value})) > 0
         or position(lower($2) in lower(${value})) > 0 limit 1`,
      [text, encodeURIComponent(text)],
    );
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}

/**
 * The whole database as `pg_dump` writes it: a look from outside, by nothing of ours.
 * @returns undefined for the embedded database; and, saying so, where there is no `pg_dump` that fits the server
 * @throws Error if one that fits fails
 */
export async function dumpText(store: Store): Promise<string | undefined> {
  if (store.engine === "pglite") return undefined;
  const [server] = await store.query<{ name: string; version: number; binaries: string }>(
    `select current_database() as name, current_setting('server_version_num')::int / 10000 as version,
       (select setting from pg_config where name = 'BINDIR') as binaries`,
  );
  if (server === undefined) throw new Error("The server says nothing of itself.");
  const program = await fittingDump(server.binaries, server.version);
  if (program === undefined) {
    console.warn(`SKIPPED: no pg_dump fits PostgreSQL ${server.version}, so the database was not dumped.`);
    return undefined;
  }
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${server.name}`;
  const { stdout } = await run(program, [url.href], { maxBuffer: 100_000_000 });
  if (!stdout.includes("PostgreSQL database dump complete")) throw new Error("The dump has no end.");
  return stdout;
}

/** The server's own; else one of its version or newer, since an older one refuses. */
async function fittingDump(binaries: string, version: number): Promise<string | undefined> {
  const own = join(binaries, "pg_dump");
  if (existsSync(own)) return own;
  const { stdout } = await run("pg_dump", ["--version"]).catch(() => ({ stdout: "" }));
  return Number(/\d+/.exec(stdout)?.[0]) >= version ? "pg_dump" : undefined;
}
