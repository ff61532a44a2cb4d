import { setImmediate as breathe } from "node:timers/promises";
import type { Conditions } from "../../lib/contract/condition.ts";
import type { Library } from "../library/library.ts";
import { compileCondition, compileConditions, type Judge, type Judges } from "./compile.ts";
import { type Member, MemberFacts, type Population } from "./population/population.ts";
import { NO, type Truth, UNKNOWN, YES } from "./verdict.ts";

/** How long nobody else gets a turn, in milliseconds; and after how many people that is looked at. */
const TURN_MS = 15;
const LOOKS = 64;

/** What conditions make of somebody. */
export type Which = "fits" | "undecided" | "kept_out";

/** Asks everybody, in turns; `take` is given the facts of one member after another, as one and the same object. */
export async function askEverybody(
  population: Population,
  library: Library,
  take: (member: Member, facts: MemberFacts) => void,
): Promise<void> {
  const facts = new MemberFacts(population, library);
  let began = performance.now();
  for (const [n, member] of population.members.entries()) {
    take(member, facts.of(member));
    if (n % LOOKS === LOOKS - 1 && performance.now() - began > TURN_MS) {
      await breathe();
      began = performance.now();
    }
  }
}

/** Conditions ready to be asked of a population. */
export function judgesFor(population: Population, conditions: Conditions): Judges {
  return compileConditions(conditions, (condition) => compileCondition(condition, population.whats.length));
}

/** What they make of a person; undefined for whom they simply do not fit. */
export function whichOf(
  judges: Judges,
  facts: MemberFacts,
  now: number,
  assetId: string | undefined,
): Which | undefined {
  const asked = judges.asked(facts, now);
  if (asked === NO) return undefined;
  if (assetId !== undefined && (facts.sent.has(assetId) || facts.read.has(assetId))) {
    return asked === YES ? "kept_out" : undefined;
  }
  const exceptions = exceptionOf(judges.except, facts, now);
  if (exceptions === YES) return asked === YES ? "kept_out" : undefined;
  return asked === YES && exceptions === NO ? "fits" : "undecided";
}

function exceptionOf(except: readonly Judge[], facts: MemberFacts, now: number): Truth {
  let truth: Truth = NO;
  for (const judge of except) {
    const one = judge.truth(facts, now);
    if (one === YES) return YES;
    if (one === UNKNOWN) truth = UNKNOWN;
  }
  return truth;
}

/** When they last did something. */
export const lastDone = (population: Population, { from, length }: Member): number =>
  length === 0 ? 0 : population.atOf(from);
