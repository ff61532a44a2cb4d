import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import type { Store } from "../../hub/store/store.ts";

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
 * The whole database as `pg_dump` writes it, where there is one that fits the server: a look from outside, by nothing
 * of ours.
 */
export async function dumpText(store: Store): Promise<string | undefined> {
  if (store.engine === "pglite") return undefined;
  const [row] = await store.query<{ name: string }>("select current_database() as name");
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${row?.name}`;
  const own = process.env.LEADSIDE_TEST_POSTGRES_BIN;
  try {
    const dump = await promisify(execFile)(own ? join(own, "pg_dump") : "pg_dump", [url.href], {
      maxBuffer: 100_000_000,
    });
    return dump.stdout;
  } catch {
    return undefined;
  }
}
