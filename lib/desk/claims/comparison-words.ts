import type { Comparison } from "../../contract/claim.ts";
import { REASONS, reasonWords } from "../../contract/feedback-words.ts";

type Side = Comparison["a"];

/** Two versions of one talking point, not two talking points. */
export const ofOneClaim = ({ a, b }: Pick<Comparison, "a" | "b">): boolean => a.claimId === b.claimId;

/** "Version 3", or where two talking points are compared "“Keep your SQL”". */
export function sideName(comparison: Pick<Comparison, "a" | "b">, side: Side): string {
  return ofOneClaim(comparison) ? `Version ${side.version}` : `“${side.title}”`;
}

/** The same inside a sentence: "version 3". */
export function sideInText(comparison: Pick<Comparison, "a" | "b">, side: Side): string {
  return ofOneClaim(comparison) ? `version ${side.version}` : sideName(comparison, side);
}

/** "Is version 3 better than version 2?", "Is “Keep your SQL” better than “No rewrite”?" */
export const questionWords = (comparison: Pick<Comparison, "a" | "b">): string =>
  `Is ${sideInText(comparison, comparison.b)} better than ${sideInText(comparison, comparison.a)}?`;

/** Which side is kept for a version to be shown from now on; undefined: nothing was decided. */
export function betterSide({ outcome }: Pick<Comparison, "outcome">): "a" | "b" | undefined {
  if (outcome === "a_better") return "a";
  return outcome === "b_better" ? "b" : undefined;
}

export interface ReasonColumn {
  reason: string;
  words: string;
  a: number;
  b: number;
}

/** Why each fell flat: every reason that there is, the most frequent first, and what a newer release sent. */
export function reasonColumns({ reasons }: Pick<Comparison, "reasons">): ReasonColumn[] {
  const counted = new Map(reasons.map((one) => [one.reason, one]));
  const keys = new Set([...Object.keys(REASONS.fell_flat), ...counted.keys()]);
  return [...keys]
    .map((reason) => {
      const { a = 0, b = 0 } = counted.get(reason) ?? {};
      return { reason, words: reasonWords("fell_flat", reason), a, b };
    })
    .sort((one, other) => other.a + other.b - one.a - one.b);
}
