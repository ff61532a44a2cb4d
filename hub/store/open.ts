import { join } from "node:path";
import type { Settings } from "../settings.ts";
import { StoreRefused } from "./errors.ts";
import { lockFolder } from "./lock.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";
import type { Store } from "./store.ts";

/** A store, with what only its owner may do. */
export interface OpenedStore {
  store: Store;
  /** Tells a second hub, when it is refused, where this one answers. */
  announce: (address: string) => void;
}

/**
 * Opens the store that the settings name. It is not migrated yet.
 * @throws StoreRefused when another hub holds the data folder, or the server is too old
 * @throws StoreUnavailable when the server cannot be reached
 */
export async function openStore(settings: Settings): Promise<OpenedStore> {
  if (settings.databaseUrl) {
    const store = await openPostgres(settings.databaseUrl);
    await refuseOldServer(store);
    return { store, announce: () => {} };
  }
  const lock = await lockFolder(settings.dataDir, "Leadside hub");
  try {
    const store = await openPglite(join(settings.dataDir, "pglite"));
    const close = async () => {
      await store.close();
      await lock.release();
    };
    return { store: { ...store, close }, announce: lock.announce };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function refuseOldServer(store: Store): Promise<void> {
  const [row] = await store.query<{ version: number; name: string }>(
    "select current_setting('server_version_num')::integer as version, current_setting('server_version') as name",
  );
  if (row && row.version >= 150_000) return;
  await store.close();
  throw new StoreRefused(`This server is PostgreSQL ${row?.name}; Leadside needs 15 or newer.`);
}
