import type { Hub } from "../hub.ts";
import { RELEASE } from "../release.ts";
import type { Handlers } from "./handler.ts";
import { readFigures } from "./status.ts";

/** What the embedded database does not promise; said at start, in `/readyz` and on the desk. */
export const PGLITE_NOTE =
  "The embedded database survives a crash of the hub, but not a power cut. For that, use PostgreSQL.";

/** For operators: alive, and able to do its work. */
export function healthHandlers(hub: Hub): Pick<Handlers, "health" | "ready" | "status"> {
  const startedAt = hub.now().toISOString();
  return {
    health: async () => ({ ok: true, release: RELEASE }),
    ready: async () => {
      await hub.store.query("select 1");
      const { engine } = hub.store;
      const survivesPowerCut = engine === "postgres";
      const problem = hub.meter.problem();
      return {
        ready: true,
        store: { engine, survivesPowerCut, ...(survivesPowerCut ? {} : { note: PGLITE_NOTE }) },
        // What is kept can still be read, so no load balancer should turn away from here.
        ...(problem === undefined ? {} : { problem }),
      };
    },
    async status() {
      const figures = await readFigures(hub.store);
      const problem = hub.meter.problem();
      return {
        release: RELEASE,
        startedAt,
        engine: hub.store.engine,
        ...figures,
        ...(problem === undefined ? {} : { problem }),
      };
    },
  };
}
