import type { Condition, Conditions } from "../../lib/contract/condition.ts";
import type { Missing } from "../../lib/contract/condition-words.ts";
import type { Judge, Judges } from "./compile.ts";
import type { PersonFacts } from "./facts.ts";
import { UNKNOWN } from "./verdict.ts";

/** Which of the conditions cannot be decided of somebody, and for want of which facts. */
export function undecidedOf(
  judges: Judges,
  facts: PersonFacts,
  now: number,
): { conditions: Conditions; missing: Missing[] } {
  const missing = new Set<Missing>();
  const unknown = (part: readonly Judge[]): Condition[] =>
    part
      .filter((judge) => judge.truth(facts, now) === UNKNOWN)
      .map((judge) => {
        missing.add(judge.missing(facts));
        return judge.condition;
      });
  const conditions = {
    to: unknown(judges.to),
    joint: judges.joint,
    when: whenIsOpen(judges, facts, now) ? unknown(judges.when) : [],
    except: unknown(judges.except),
  };
  return { conditions, missing: [...missing] };
}

/** Of things of which one is enough, those that are not known do not matter beside one that holds. */
function whenIsOpen({ joint, when }: Judges, facts: PersonFacts, now: number): boolean {
  const truths = when.map((judge) => judge.truth(facts, now));
  return joint === "and" || Math.max(...truths) === UNKNOWN;
}
