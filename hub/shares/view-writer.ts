import { StoreUnavailable } from "../store/errors.ts";
import type { Store } from "../store/store.ts";
import { recordViews, type Told } from "./record-views.ts";

/** So many are kept in one transaction. */
const MOST = 200;
/** Who comes while so many wait is asked to come again: they would wait longer than their pages are open. */
const MOST_WAITING = 5_000;

/** Too many pages tell at once. */
export class TooManyTold extends Error {
  override readonly name = "TooManyTold";
}

interface Waiting {
  told: Told;
  resolve(kept: boolean): void;
  reject(error: unknown): void;
}

/**
 * Keeps what open pages tell, in transactions one after the other: whoever comes while one is under way shares the
 * next. So a thousand readers of one link take one connection, and never wait for each other's rows.
 * @returns told → whether it is kept and committed; false where there is no such share any more
 */
export function viewWriter(store: Store): (told: Told) => Promise<boolean> {
  const waiting: Waiting[] = [];
  let atWork = false;

  async function work(): Promise<void> {
    atWork = true;
    while (waiting.length > 0) await keep(store, waiting.splice(0, MOST));
    atWork = false;
  }

  return (told) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= MOST_WAITING) return reject(new TooManyTold("Too many pages tell at once."));
      waiting.push({ told, resolve, reject });
      if (!atWork) void work();
    });
}

async function keep(store: Store, batch: readonly Waiting[]): Promise<void> {
  try {
    const there = await recordViews(
      store,
      batch.map(({ told }) => told),
    );
    for (const { told, resolve } of batch) resolve(there.has(told.shareId));
  } catch (error) {
    // One that cannot be kept must not take the others along; a database that is away refuses all of them.
    const alone = batch.length > 1 && !(error instanceof StoreUnavailable);
    if (alone) for (const one of batch) await keep(store, [one]);
    else for (const { reject } of batch) reject(error);
  }
}
