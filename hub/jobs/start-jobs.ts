import { randomUUID } from "node:crypto";
import type { Hub } from "../hub.ts";
import { errorCode, StoreUnavailable } from "../store/errors.ts";
import { runNextJob } from "./run-job.ts";
import type { Works } from "./work.ts";

/** How long a hub with nothing to do waits before it looks again. */
const IDLE_MS = 1_000;
const AWAY_MS = 5_000;

/**
 * Works on jobs, one at a time, until it is ended.
 * @returns a function that lets the step under way end, and gives the rest back
 */
export function startJobs(hub: Hub, works: Works): () => Promise<void> {
  const worker = randomUUID();
  let ended = false;
  let wake = () => {};
  const running = (async () => {
    await releaseOwnClaims(hub);
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
