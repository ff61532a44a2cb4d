import { seededRandom } from "../support/seeded-random.ts";
import { POLICIES, type Policy, simulate } from "./simulate.ts";
import type { WorldMaker } from "./world.ts";

/** A mean with its error. */
export interface Mean {
  mean: number;
  error: number;
}

export interface Comparison {
  world: string;
  seeds: number;
  /** By number of readings, what each policy's places are worth. */
  worth: { readings: number; of: Record<Policy, Mean>; overPopularity: Mean }[];
  /** Of intervals of assets with ten readers or more, pooled over seeds. */
  intervals: number;
  covered: number;
}

/** Runs one kind of world with so many seeds, each policy in the same worlds. */
export function compare(
  maker: WorldMaker,
  marks: readonly number[],
  firstSeed: number,
  seeds: number,
): Comparison {
  const worth = marks.map(() => new Map<Policy, number[]>(POLICIES.map((policy) => [policy, []])));
  let [intervals, covered] = [0, 0];
  for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
    for (const policy of POLICIES) {
      const world = maker.make(seededRandom(seed));
      const outcome = simulate(world, policy, marks, seededRandom(seed * 7919 + 1));
      for (const [n, mark] of marks.entries()) worth[n]?.get(policy)?.push(outcome.worth.get(mark) ?? 0);
      if (policy !== "ours") continue;
      intervals += outcome.intervals;
      covered += outcome.covered;
    }
  }
  return {
    world: maker.name,
    seeds,
    worth: marks.map((readings, n) => {
      const of = (policy: Policy) => worth[n]?.get(policy) ?? [];
      const popular = of("popularity");
      return {
        readings,
        of: Object.fromEntries(POLICIES.map((policy) => [policy, meanOf(of(policy))])) as Record<
          Policy,
          Mean
        >,
        overPopularity: meanOf(of("ours").map((ours, seed) => ours - (popular[seed] ?? 0))),
      };
    }),
    intervals,
    covered,
  };
}

function meanOf(values: readonly number[]): Mean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}
