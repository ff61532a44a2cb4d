import type { Hub } from "../../hub.ts";
import type { Population } from "./population.ts";
import { readPopulation } from "./read-population.ts";

/** It may be so old, or as old as makes reading it a twentieth of the time, whichever is less. */
const OLDEST_MS = 60_000;
/** It is let go when nobody asked for so long. */
const IDLE_MS = 300_000;

interface Kept {
  population: Population | undefined;
  readAt: number;
  tookMs: number;
  reading: Promise<Population> | undefined;
  idle: NodeJS.Timeout | undefined;
}
const kept = new WeakMap<Hub, Kept>();

/**
 * Everybody, as they stood at most about a minute ago. Concurrent callers share one reading. Where that takes long, who
 * asks gets the one before meanwhile.
 */
export async function populationOf(hub: Hub): Promise<Population> {
  const state = stateOf(hub);
  staysFor(state);
  const age = performance.now() - state.readAt;
  const oldest = Math.max(Math.min(OLDEST_MS, 20 * state.tookMs), 5 * state.tookMs);
  if (state.population && age <= oldest) return state.population;
  const reading = readNow(hub, state);
  if (state.population === undefined || state.tookMs < 1_000) return reading;
  reading.catch((error: unknown) =>
    hub.log.warn({ error: (error as Error).name }, "people could not be read"),
  );
  return state.population;
}

/** Everybody, as they stand now. */
export async function freshPopulation(hub: Hub): Promise<Population> {
  const state = stateOf(hub);
  staysFor(state);
  // One that was begun before this call may lack what the caller has just written.
  await state.reading?.catch(() => {});
  return readNow(hub, state);
}

function stateOf(hub: Hub): Kept {
  const state = kept.get(hub) ?? {
    population: undefined,
    readAt: 0,
    tookMs: 0,
    reading: undefined,
    idle: undefined,
  };
  kept.set(hub, state);
  return state;
}

function readNow(hub: Hub, state: Kept): Promise<Population> {
  if (state.reading) return state.reading;
  const begin = performance.now();
  state.reading = readPopulation(hub)
    .then((population) => {
      state.population = population;
      state.readAt = performance.now();
      state.tookMs = state.readAt - begin;
      return population;
    })
    .finally(() => {
      state.reading = undefined;
    });
  return state.reading;
}

function staysFor(state: Kept): void {
  clearTimeout(state.idle);
  state.idle = setTimeout(() => {
    state.population = undefined;
  }, IDLE_MS);
  state.idle.unref();
}
