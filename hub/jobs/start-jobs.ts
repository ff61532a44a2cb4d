import { randomUUID } from "node:crypto";
import type { Hub } from "../hub.ts";
import { errorCode, StoreUnavailable } from "../store/errors.ts";
import { runNextJob } from "./run-job.ts";
import type { Works } from "./work.ts";

/** How long a hub with nothing to do waits before it looks again. */
const IDLE_MS = 1_000;
const AWAY_MS = 5_000;

/**
 * Works on jobs until it is ended: one at a time of those that somebody waits for, and one at a time of the rest.
 * @param awaited the kinds that somebody waits for: none of them stands behind a file or an import
 * @returns a function that lets the step under way end, and gives the rest back
 */
export function startJobs(hub: Hub, works: Works, awaited: readonly string[] = []): () => Promise<void> {
  const released = releaseOwnClaims(hub);
  // Neither takes the other's: the embedded database renews no claim, and a long step would be taken twice.
  const isAwaited = ([kind]: [string, unknown]) => awaited.includes(kind);
  const all = Object.entries(works);
  const ends = [all.filter(isAwaited), all.filter((one) => !isAwaited(one))].map((some) =>
    startWorker(hub, Object.fromEntries(some), released),
  );
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}

/** Works on these, one at a time. */
function startWorker(hub: Hub, works: Works, ready: Promise<void>): () => Promise<void> {
  const worker = randomUUID();
  let ended = Object.keys(works).length === 0;
  let wake = () => {};
  const running = (async () => {
    await ready;
    while (!ended) {
      const pause = await oneTurn(hub, works, worker, () => !ended);
      if (pause > 0 && !ended) await new Promise<void>((resolve) => (wake = wakeAfter(pause, resolve)));
    }
  })();
  return async () => {
    ended = true;
    wake();
    await running;
  };
}

/** @returns how long to wait before the next turn, in milliseconds */
async function oneTurn(hub: Hub, works: Works, worker: string, goesOn: () => boolean): Promise<number> {
  try {
    return (await runNextJob(hub, works, worker, goesOn)) ? 0 : IDLE_MS;
  } catch (error) {
    const reason = errorCode(error instanceof StoreUnavailable ? error.cause : error);
    hub.log.warn({ reason }, "jobs wait for the store");
    return AWAY_MS;
  }
}

/** The embedded database has one hub: what is claimed there was claimed by one that is dead. */
async function releaseOwnClaims(hub: Hub): Promise<void> {
  if (hub.store.engine !== "pglite") return;
  try {
    await hub.store.query(
      "update job set claimed_by = null, claimed_until = null where claimed_until is not null",
    );
  } catch {
    // The claims run out by themselves.
  }
}

function wakeAfter(ms: number, resolve: () => void): () => void {
  const timer = setTimeout(resolve, ms);
  timer.unref();
  return () => {
    clearTimeout(timer);
    resolve();
  };
}
