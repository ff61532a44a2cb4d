import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { RELEASE } from "./release.ts";
import { type Reason, reasonOf, StoreUnavailable, UNAVAILABLE_WORDS } from "./store/errors.ts";
import type { Store } from "./store/store.ts";

/** What a hub counts and times for who runs it. Labels have few values, and none of a person. */
export interface Meter {
  registry: Registry;
  /** A batch was committed, so long after it was received. */
  ingested(counts: object, milliseconds: number): void;
  /** A request was answered. */
  answered(endpoint: string, status: number, milliseconds: number): void;
  /** The same store, watched: how long it takes, and how it fails. */
  watch(store: Store): Store;
  /** What the store cannot do at the moment, in words; undefined when it did what was last asked of it. */
  problem(): string | undefined;
}

const FAST = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
const SLOW = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];

/** Every hub has its own, so that several in one process do not count together. */
export function createMeter(): Meter {
  const registry = new Registry();
  const registers = [registry];
  const lag = new Histogram({
    name: "leadside_ingest_lag_seconds",
    help: "From receipt of a batch of events to its commit",
    buckets: SLOW,
    registers,
  });
  const events = new Counter({
    name: "leadside_events_total",
    help: "Events received, by what became of them",
    labelNames: ["outcome"] as const,
    registers,
  });
  const requests = new Counter({
    name: "leadside_http_requests_total",
    help: "Requests answered, by endpoint and status",
    labelNames: ["endpoint", "status"] as const,
    registers,
  });
  const seconds = new Histogram({
    name: "leadside_http_request_seconds",
    help: "From a request's head to its answer's",
    labelNames: ["endpoint"] as const,
    buckets: FAST,
    registers,
  });
  const store = new Histogram({
    name: "leadside_store_seconds",
    help: "What the database takes, its queue and retries included",
    labelNames: ["engine", "kind"] as const,
    buckets: FAST,
    registers,
  });
  const errors = new Counter({
    name: "leadside_store_errors_total",
    help: "Times that the database could not do what was asked: away, full or slow",
    labelNames: ["engine", "reason"] as const,
    registers,
  });
  const problem = new Gauge({
    name: "leadside_store_problem",
    help: "1 while the database cannot keep anything",
    registers,
  });
  new Gauge({
    name: "leadside_build_info",
    help: "1; the release is a label",
    labelNames: ["release", "node"] as const,
    registers,
  }).set({ release: RELEASE, node: process.version }, 1);

  let trouble: Exclude<Reason, "slow"> | undefined;
  const set = (reason: typeof trouble) => {
    trouble = reason;
    problem.set(reason === undefined ? 0 : 1);
  };
  async function timed<Value>(
    engine: Store["engine"],
    kind: "query" | "transaction",
    work: () => Promise<Value>,
  ): Promise<Value> {
    const began = performance.now();
    try {
      const value = await work();
      // To read what is there takes no room on the disk.
      if (trouble !== undefined && (trouble === "away" || kind === "transaction")) set(undefined);
      return value;
    } catch (error) {
      if (error instanceof StoreUnavailable) {
        const reason = reasonOf(error);
        errors.inc({ engine, reason });
        if (reason !== "slow") set(reason);
      }
      throw error;
    } finally {
      store.observe({ engine, kind }, (performance.now() - began) / 1000);
    }
  }

  return {
    registry,
    ingested(counts, milliseconds) {
      lag.observe(milliseconds / 1000);
      for (const [outcome, count] of Object.entries(counts)) events.inc({ outcome }, count as number);
    },
    answered(endpoint, status, milliseconds) {
      requests.inc({ endpoint, status });
      seconds.observe({ endpoint }, milliseconds / 1000);
    },
    watch: (watched) => ({
      ...watched,
      query: (text, values) => timed(watched.engine, "query", () => watched.query(text, values)),
      transaction: (work) => timed(watched.engine, "transaction", () => watched.transaction(work)),
    }),
    problem: () => trouble && UNAVAILABLE_WORDS[trouble],
  };
}
