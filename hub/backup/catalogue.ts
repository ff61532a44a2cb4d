import type { Sql } from "../store/store.ts";

/** A table of the hub, as the database itself describes it. */
export interface Table {
  name: string;
  /** In their order; those that are computed are left out. */
  columns: { name: string; type: string }[];
}

/** Of the database as it is, not of the hub in it. */
const NOT_DATA = "migration";

/** Every table in the schema that statements without one mean: one that a later migration adds is found by itself. */
export async function readTables(sql: Sql): Promise<Table[]> {
  const rows = await sql.query<{ table: string; name: string; type: string }>(
    `select c.relname::text as table, a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and c.relname <> '${NOT_DATA}'
     order by c.relname, a.attnum`,
  );
  const tables = new Map<string, Table>();
  for (const { table, name, type } of rows) {
    const known = tables.get(table) ?? { name: table, columns: [] };
    tables.set(table, known);
    known.columns.push({ name, type });
  }
  return [...tables.values()];
}

/** The last number of each sequence that gave one, those of identity columns among them. */
export function readSequences(sql: Sql): Promise<{ sequence: string; last: string }[]> {
  return sql.query(
    `select sequencename::text as sequence, last_value::text as last from pg_sequences
     where schemaname = current_schema() and last_value is not null order by 1`,
  );
}

/** A name as it stands in a statement. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Values in the one form that every server reads, whatever its own settings or the database's are. */
export const PLAIN_VALUES =
  "set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local intervalstyle = 'postgres';" +
  "set local bytea_output = 'hex'; set local extra_float_digits = 1;";
