import { type Candidate, PLACES, rank } from "../../hub/recommend/rank.ts";
import { type Counted, ENOUGH_READERS, type Rate, ratesOf } from "../../hub/recommend/rates.ts";
import type { World } from "./world.ts";

/** How the places are filled. `ours` is the product's own code. */
export const POLICIES = ["ours", "popularity", "random", "oracle"] as const;
export type Policy = (typeof POLICIES)[number];

/** A place is chosen so often: most reps send the first. */
const PLACE = [0.5, 0.3, 0.2];
/** So many of all readings come by search and website, and not by a recommendation. */
const ELSEWHERE = 0.25;
/** Readings between two counts of the evidence, and more later: an hour's, or a day's. */
const COUNTED_EVERY = 50;

export interface Outcome {
  /** By number of readings: the share of readers by recommendation who would take a next step, by the true rates. */
  worth: Map<number, number>;
  /** Intervals of assets with ten readers or more at the end, and how many of them hold the truth. */
  intervals: number;
  covered: number;
}

interface State {
  counted: Counted[];
  /** Of its readers, the sum of their true rates. */
  truth: number[];
  ratings: Ratings;
}

/** What was known when it was last counted; each list by kind of person. */
interface Ratings {
  rateOf: (counted: Counted) => Rate;
  unknown: Rate;
  candidates: (Candidate & { asset: number })[][];
  popular: number[][];
}

/** Lets people come, be recommended to, read and go on, until the last of `marks` is reached. */
export function simulate(
  world: World,
  policy: Policy,
  marks: readonly number[],
  random: () => number,
): Outcome {
  const counted = world.assets.map((): Counted => ({ readers: 0, nextStep: 0 }));
  const state: State = { counted, truth: world.assets.map(() => 0), ratings: rate(world, policy, counted) };
  const worth = new Map<number, number>();
  let readings = 0;
  let person = 0;
  let nextCount = COUNTED_EVERY;
  for (const mark of marks) {
    while (readings < mark) {
      person += 1;
      const kind = pick(world.kinds, random);
      const shown =
        random() < ELSEWHERE
          ? elsewhere(world, kind)
          : recommended(world, policy, state, kind, person, random);
      const asset = choose(shown, random);
      if (asset === undefined) continue;
      readings += 1;
      const rate_ = world.assets[asset]?.rate[kind] ?? 0;
      const count = counted[asset];
      if (count === undefined) continue;
      count.readers += 1;
      state.truth[asset] = (state.truth[asset] ?? 0) + rate_;
      if (random() < rate_) count.nextStep += 1;
      if (readings >= nextCount) {
        state.ratings = rate(world, policy, counted);
        nextCount = readings + Math.max(COUNTED_EVERY, readings / 20);
      }
    }
    worth.set(mark, worthOf(world, policy, state, random));
  }
  state.ratings = rate(world, policy, counted);
  return { worth, ...coverage(state) };
}

const NO_RATE: Rate = { mean: 0, deviation: 0, interval: [0, 1] };

function rate(world: World, policy: Policy, counted: readonly Counted[]): Ratings {
  // The others do not look at rates.
  const rateOf = policy === "ours" ? ratesOf(counted) : () => NO_RATE;
  const all = counted.map((one, asset) => ({
    id: `asset ${asset}`,
    asset,
    decided: true,
    counted: { ...one },
    rate: rateOf(one),
    order: asset,
  }));
  const candidates = world.kinds.map((_, kind) =>
    all.filter((_one, asset) => world.assets[asset]?.fits[kind]),
  );
  return {
    rateOf,
    unknown: rateOf({ readers: 0, nextStep: 0 }),
    candidates,
    popular: candidates.map((fitting) =>
      fitting
        .toSorted((a, b) => b.counted.readers - a.counted.readers || a.asset - b.asset)
        .map(({ asset }) => asset)
        .slice(0, PLACES),
    ),
  };
}

interface Shown {
  asset: number;
  weight: number;
}

function elsewhere(world: World, kind: number): Shown[] {
  return world.assets.flatMap(({ fits, appeal }, asset) => (fits[kind] ? [{ asset, weight: appeal }] : []));
}

function recommended(
  world: World,
  policy: Policy,
  { ratings }: State,
  kind: number,
  person: number,
  random: () => number,
): Shown[] {
  return placed(order(world, policy, ratings, { kind, person }, random)).map(({ asset, weight }) => ({
    asset,
    // What appeals is taken a little more often, wherever it stands.
    weight: weight * (world.assets[asset]?.appeal ?? 1) ** 0.5,
  }));
}

function order(
  world: World,
  policy: Policy,
  ratings: Ratings,
  { kind, person }: { kind: number; person: number },
  random: () => number,
): number[] {
  const fitting = ratings.candidates[kind] ?? [];
  switch (policy) {
    case "ours":
      return rank(fitting, ratings.unknown, `person ${person}`).map(({ candidate }) => candidate.asset);
    case "popularity":
      return ratings.popular[kind] ?? [];
    case "random":
      return fitting
        .map(({ asset }) => [asset, random()] as const)
        .sort((a, b) => a[1] - b[1])
        .map(([asset]) => asset)
        .slice(0, PLACES);
    case "oracle":
      return best(world, kind);
  }
}

const known = new WeakMap<World, number[][]>();

/** Of a kind of person, the three of the highest true rate. */
function best(world: World, kind: number): number[] {
  const lists =
    known.get(world) ??
    world.kinds.map((_, of) =>
      world.assets
        .flatMap(({ fits, rate }, asset) => (fits[of] ? [{ asset, rate: rate[of] ?? 0 }] : []))
        .sort((a, b) => b.rate - a.rate)
        .map(({ asset }) => asset)
        .slice(0, PLACES),
    );
  known.set(world, lists);
  return lists[kind] ?? [];
}

const placed = (assets: readonly number[]): Shown[] =>
  assets.map((asset, place) => ({ asset, weight: PLACE[place] ?? 0 }));

/** What the places are worth to many people, by the true rates. */
function worthOf(world: World, policy: Policy, { ratings }: State, random: () => number): number {
  let sum = 0;
  let weights = 0;
  for (const [kind, share] of world.kinds.entries()) {
    for (let n = 0; n < 40; n += 1) {
      const person = 1_000_000 + kind * 1_000 + n;
      for (const { asset, weight } of placed(order(world, policy, ratings, { kind, person }, random))) {
        sum += share * weight * (world.assets[asset]?.rate[kind] ?? 0);
        weights += share * weight;
      }
    }
  }
  return weights === 0 ? 0 : sum / weights;
}

function coverage({ counted, truth, ratings }: State): { intervals: number; covered: number } {
  let [intervals, covered] = [0, 0];
  for (const [asset, count] of counted.entries()) {
    if (count.readers < ENOUGH_READERS) continue;
    const [low, high] = ratings.rateOf(count).interval;
    const rate_ = (truth[asset] ?? 0) / count.readers;
    intervals += 1;
    if (rate_ >= low && rate_ <= high) covered += 1;
  }
  return { intervals, covered };
}

function choose(shown: readonly Shown[], random: () => number): number | undefined {
  return shown[
    pick(
      shown.map(({ weight }) => weight),
      random,
    )
  ]?.asset;
}

/** A place in proportion to its weight. */
function pick(weights: readonly number[], random: () => number): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [n, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return n;
  }
  return weights.length - 1;
}
