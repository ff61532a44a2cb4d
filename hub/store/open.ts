import { join } from "node:path";
import type { Settings } from "../settings.ts";
import { StoreRefused, StoreUnavailable } from "./errors.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";
import type { Store } from "./store.ts";

/**
 * Opens the store that the settings name; it is not migrated yet. For the embedded one, hold the data
 * folder's lock first.
 * @param program as PostgreSQL shows who is connected; a hub if absent
 * @throws StoreRefused when the server is too old or the folder cannot be read, StoreUnavailable when it cannot be reached
 */
export async function openStore(settings: Settings, program?: string): Promise<Store> {
  if (settings.databaseUrl === undefined) return openEmbedded(join(settings.dataDir, "pglite"));
  const store = await openPostgres(settings.databaseUrl, program);
  const [row] = await store.query<{ version: number; name: string }>(
    "select current_setting('server_version_num')::integer as version, current_setting('server_version') as name",
  );
  if (row && row.version >= 150_000) return store;
  await store.close();
  throw new StoreRefused(`This server is PostgreSQL ${row?.name}; Leadside needs 15 or newer.`);
}

async function openEmbedded(folder: string): Promise<Store> {
  try {
    return await openPglite(folder);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    throw new StoreRefused(
      `The embedded database in ${folder} cannot be opened (${error instanceof Error ? error.message : error}). ` +
        "If another release made it, use that one; else restore the folder from a backup.",
    );
  }
}
