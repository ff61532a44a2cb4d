import type { Sql } from "../store/store.ts";

export interface TextColumn {
  name: string;
  /** As the database writes it, such as `jsonb`. */
  type: string;
}

/** A table that holds text in some way; of one in parts, each part. */
export interface TextTable {
  /** As it stands in a statement. */
  name: string;
  /** Of a part, the table that it is a part of. */
  whole: string;
  columns: TextColumn[];
  blocks: number;
}

/** Numbers, keys and digests alone, and by far the longest table; and files that were uploaded, which stay as they came. */
const WITHOUT_TEXT = ["event_key", "file_chunk"];

/** Every table of this database that could hold an address, also those that later releases bring. */
export async function textTables(sql: Sql): Promise<TextTable[]> {
  const tables = await sql.query<TextTable>(
    `select quote_ident(c.relname) as name,
       coalesce((select relname from pg_class where oid = pg_partition_root(c.oid)), c.relname)::text as whole,
       json_agg(json_build_object('name', quote_ident(a.attname), 'type', format_type(a.atttypid, null))
         order by a.attnum) as columns,
       (pg_relation_size(c.oid) / current_setting('block_size')::int)::int as blocks
     from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     join pg_type t on t.oid = a.atttypid
     left join pg_type element on element.oid = t.typelem and t.typcategory = 'A'
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> all($1::text[])
       and (t.typcategory = 'S' or element.typcategory = 'S'
         or t.typname in ('json', 'jsonb', 'bytea', 'xml', '_json', '_jsonb', '_bytea'))
     group by c.oid, c.relname`,
    [WITHOUT_TEXT],
  );
  return tables.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A column's value as text: bytes beyond ASCII as octal escapes. */
export function asTextSql({ name, type }: TextColumn): string {
  return type === "bytea" ? `encode(${name}, 'escape')` : `${name}::text`;
}
