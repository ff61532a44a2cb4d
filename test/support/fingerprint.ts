import type { Store } from "../../hub/store/store.ts";

/** How many rows each table has, and a hash of all of them: two that are equal hold the same. */
export async function fingerprint(store: Store): Promise<Record<string, string>> {
  const tables = await store.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  );
  const rows = await store.query<{ name: string; print: string }>(
    tables
      .map(
        ({ name }) =>
          `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(row::text, '|' order by row::text)), '') as print from "${name}" row`,
      )
      .join(" union all "),
  );
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
}
