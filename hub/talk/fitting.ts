import type { PersonFacts } from "../conditions/facts.ts";
import { NO, type Truth, YES } from "../conditions/verdict.ts";
import type { Library } from "../library/library.ts";
import { type Sayable, sayableOf } from "./sayable.ts";

/** A sentence that fits somebody, or would if what is not known were so. */
export interface Fitting {
  of: Sayable;
  decided: boolean;
  /** Where chance chose between two: the comparison, and both, which are ranked alike. */
  comparison?: { id: string; both: readonly [Sayable, Sayable] };
}

/**
 * What may be said to somebody. Of two that are compared and both fit, the one that chance gives to this person; whom
 * not both fit, the newest version of either if it fits, as without a comparison.
 */
export function fittingOf(
  library: Library,
  asked: { facts: PersonFacts; now: number; chosen: (comparisonId: string) => "a" | "b" },
): Fitting[] {
  const { claims, pairs } = sayableOf(library);
  const truthOf = ({ judges }: Sayable): Truth => judges.truth(asked.facts, asked.now);
  const compared = new Set<string>();
  const fitting: Fitting[] = [];
  for (const { id, a, b } of pairs) {
    if (truthOf(a) !== YES || truthOf(b) !== YES) continue;
    compared.add(a.claim.id).add(b.claim.id);
    const of = asked.chosen(id) === "a" ? a : b;
    fitting.push({ of, decided: true, comparison: { id, both: [a, b] } });
  }
  for (const of of claims) {
    const truth = compared.has(of.claim.id) ? NO : truthOf(of);
    if (truth !== NO) fitting.push({ of, decided: truth === YES });
  }
  return fitting;
}
