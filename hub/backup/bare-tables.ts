import type { Script } from "../store/store.ts";
import { quoted } from "./catalogue.ts";

/**
 * Takes off the tables of the current schema what is quicker made once they are full: references between them,
 * which also ask for an order in which they are filled, and the indexes that no constraint stands on.
 * @returns a function that puts all of it back, and fails where a row breaks it
 */
export async function bareTables(sql: Script): Promise<() => Promise<void>> {
  const references = await sql.query<{ table: string; name: string; definition: string }>(
    `select c.relname::text as table, k.conname::text as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and c.relnamespace = current_schema()::regnamespace`,
  );
  const indexes = await sql.query<{ name: string; definition: string }>(
    `select c.relname::text as name, pg_get_indexdef(c.oid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where c.relnamespace = current_schema()::regnamespace
       and not exists (select 1 from pg_constraint k where k.conindid = c.oid)`,
  );
  for (const { table, name } of references) {
    await sql.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
  }
  for (const { name } of indexes) await sql.query(`drop index ${quoted(name)}`);
  return async () => {
    for (const { definition } of indexes) await sql.query(definition);
    for (const { table, name, definition } of references) {
      await sql.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`);
    }
  };
}
