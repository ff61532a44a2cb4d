import { inject } from "vitest";
import { migrate } from "../../hub/store/migrate.ts";
import { openPglite } from "../../hub/store/pglite.ts";
import { openPostgres } from "../../hub/store/postgres.ts";
import type { Store } from "../../hub/store/store.ts";
import { createDatabase, dropDatabase } from "./postgres.ts";
import { TEMPLATE } from "./postgres-setup.ts";

export const engines = ["pglite", "postgres"] as const;
export type Engine = (typeof engines)[number];

/**
 * A migrated store with nothing in it. One embedded database a worker, emptied each time, so use one
 * at a time of it; on PostgreSQL a new database, which `close()` drops.
 */
export async function freshStore(engine: Engine): Promise<Store> {
  return engine === "pglite" ? freshPglite() : (await freshPostgres()).store;
}

let shared: Promise<Store> | undefined;

async function freshPglite(): Promise<Store> {
  shared ??= openPglite(undefined).then(async (store) => {
    await migrate(store);
    return store;
  });
  const store = await shared;
  const tables = await store.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'migration'",
  );
  await store.script(
    `truncate ${tables.map((table) => table.name).join(", ")} restart identity cascade;
     insert into hub default values;
     insert into library values (true, 1);`,
  );
  return { ...store, close: async () => {} };
}

/** A new migrated database. `another` opens it once more; `store.close()` drops it with whatever is still open. */
export async function freshPostgres(): Promise<{ store: Store; another(): Promise<Store> }> {
  const server = inject("postgresUrl");
  const url = await createDatabase(server, TEMPLATE);
  const opened = await openPostgres(url);
  const others: Store[] = [];
  const store: Store = {
    ...opened,
    async close() {
      await Promise.all([opened, ...others].map((one) => one.close()));
      await dropDatabase(server, url);
    },
  };
  return {
    store,
    async another() {
      const other = await openPostgres(url);
      others.push(other);
      return { ...other, close: async () => {} };
    },
  };
}
