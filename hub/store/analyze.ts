import type { Store } from "./store.ts";

/** PGlite has no autovacuum: without this its planner believes for ever that every table is as empty as it began. */
export async function analyzeEmbedded(store: Store): Promise<void> {
  if (store.engine === "pglite") await store.query("analyze");
}
