import { setTimeout as wait } from "node:timers/promises";
import type { Settings } from "../settings.ts";
import { StoreUnavailable } from "./errors.ts";
import { migrate } from "./migrate.ts";
import { openStore } from "./open.ts";
import { awayBecause, refusalOf } from "./refusal.ts";
import type { Store } from "./store.ts";

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Opens and migrates the store that the settings name, as soon as it is there: hub and database may start in any
 * order.
 * @param waits is told why it has to be waited for, whenever that changes
 * @throws StoreRefused when waiting would not help; the signal's reason
 */
export async function openWhenThere(
  settings: Settings,
  signal: AbortSignal,
  waits: (because: string) => void,
): Promise<Store> {
  let said: string | undefined;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    let store: Store | undefined;
    try {
      signal.throwIfAborted();
      store = await openStore(settings);
      await migrate(store, undefined, { waits, signal });
      signal.throwIfAborted();
      return store;
    } catch (error) {
      await store?.close();
      if (settings.databaseUrl !== undefined) {
        const refusal = refusalOf(error, settings.databaseUrl);
        if (refusal) throw refusal;
      }
      if (!(error instanceof StoreUnavailable)) throw error;
      const because = awayBecause(error);
      if (because !== said) waits(because);
      said = because;
    }
    await wait(pause, undefined, { signal }).catch(() => {});
  }
}
