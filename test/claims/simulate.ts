import { differenceOf, type Outcomes, verdictOf } from "../../hub/claims/rules/compare.ts";
import { seededRandom } from "../support/seeded-random.ts";

const DAYS = 365;

/** A made-up comparison whose truth is known. */
export interface World {
  /** How likely each lands. */
  a: number;
  b: number;
  /** Outcomes a day, on average. */
  perDay: number;
  /** How many outcomes of A come for one of B, where reps tell more of one than of the other. */
  ofA: number;
  /** Looked at after each outcome, as who leaves the page open does. */
  live?: boolean;
}

/** What came of many of them, each looked at daily for a year. */
export interface Told {
  /** Of how many it was ever said that one landed more often; and that the worse one did. */
  ever: number;
  wrong: number;
  /** The same by a fixed 90 % interval. */
  everNaively: number;
  /** Outcomes until it was first said, of those of which it was. */
  outcomes: number[];
}

/** Runs so many comparisons; the same seed gives the same. */
export function simulate(world: World, comparisons: number, seed: number): Told {
  const random = seededRandom(seed);
  const told: Told = { ever: 0, wrong: 0, everNaively: 0, outcomes: [] };
  for (let n = 0; n < comparisons; n += 1) {
    const one = follow(world, random);
    if (one.said !== undefined) {
      told.ever += 1;
      told.outcomes.push(one.said.after);
      if (one.said.better !== (world.a > world.b ? "a_better" : "b_better")) told.wrong += 1;
    }
    if (one.naively) told.everNaively += 1;
  }
  return told;
}

interface Followed {
  said: { better: "a_better" | "b_better"; after: number } | undefined;
  naively: boolean;
}

function follow(world: World, random: () => number): Followed {
  const a: Outcomes = { landed: 0, of: 0 };
  const b: Outcomes = { landed: 0, of: 0 };
  const toA = world.ofA / (1 + world.ofA);
  let said: Followed["said"];
  let naively = false;
  const look = () => {
    const verdict = verdictOf(differenceOf(a, b));
    if (said === undefined && verdict !== "not_enough") said = { better: verdict, after: a.of + b.of };
    naively ||= leavesZeroOut(a, b);
  };
  for (let day = 0; day < DAYS && !(said && naively); day += 1) {
    const news = poisson(world.perDay, random);
    if (news === 0) continue;
    for (let n = 0; n < news; n += 1) {
      const isA = random() < toA;
      const arm = isA ? a : b;
      arm.of += 1;
      if (random() < (isA ? world.a : world.b)) arm.landed += 1;
      if (world.live || n === news - 1) look();
    }
  }
  return { said, naively };
}

/** Knuth's: as many as fit, of waiting times. */
function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

/** What most would do: a 90 % interval of the difference that allows for one look. */
function leavesZeroOut(a: Outcomes, b: Outcomes): boolean {
  if (a.of < 5 || b.of < 5) return false;
  const rate = ({ landed, of }: Outcomes) => (landed + 1) / (of + 2);
  const variance = (arm: Outcomes) => (rate(arm) * (1 - rate(arm))) / (arm.of + 2);
  return Math.abs(rate(b) - rate(a)) > 1.6449 * Math.sqrt(variance(a) + variance(b));
}
