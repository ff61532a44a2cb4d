import type { Store } from "../../hub/store/store.ts";
import type { HubInProcess } from "./hub-in-process.ts";
import { arriving } from "./ingest-events.ts";

/** A statement as a handler sent it. */
interface Statement {
  text: string;
  values: readonly unknown[];
  /** Those, by number, that had ended when it began. */
  after: readonly number[];
}

/** Times of one request through the whole handler, and of its statements alone; milliseconds. */
export interface Beside {
  ours: number;
  bare: number;
}

/**
 * Asks three times the same: to see the statements, to time the whole handler, and to time the statements alone on the
 * same driver, each sent when those had ended that the handler waited for.
 * @param forget done before the timed request, where the hub would remember what it counted for the first
 */
export async function beside(
  hub: HubInProcess,
  ask: () => Promise<unknown>,
  forget: () => Promise<unknown> = async () => {},
): Promise<Beside> {
  const recorded = record(hub.hub.store);
  await arriving(ask);
  const statements = recorded.stop();
  await forget();
  const ours = await arriving(() => timed(ask));
  const bare = await arriving(() => timed(() => replay(hub.hub.store, statements)));
  return { ours, bare };
}

export async function timed(job: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await job();
  return performance.now() - begin;
}

function record(store: Store): { stop(): Statement[] } {
  const statements: Statement[] = [];
  const ended: number[] = [];
  const query = store.query;
  store.query = async <Row>(text: string, values: readonly unknown[] = []) => {
    const number = statements.push({ text, values, after: [...ended] }) - 1;
    try {
      return (await query.call(store, text, values)) as Row[];
    } finally {
      ended.push(number);
    }
  };
  return {
    stop() {
      store.query = query;
      return statements;
    },
  };
}

async function replay(store: Store, statements: readonly Statement[]): Promise<void> {
  const running: Promise<unknown>[] = [];
  for (const { text, values, after } of statements) {
    const before = Promise.all(after.map((number) => running[number]));
    running.push(before.then(() => store.query(text, values)));
  }
  await Promise.all(running);
}
