/** A fact as it was told: what, and when in milliseconds. */
export interface ToldFact {
  value: string;
  at: number;
}

/** A fact that changes, newest first, each with when it began to be so. */
export type Told = readonly ToldFact[];

const NOTHING_TOLD: Told = [];

/**
 * What is said again is one, from when it was said first.
 * @param facts of one kind, newest first
 */
export function toldOf(facts: readonly ToldFact[]): Told {
  const told: ToldFact[] = [];
  for (const { value, at } of facts) {
    const last = told.at(-1);
    if (last?.value === value) last.at = at;
    else told.push({ value, at });
  }
  return told.length === 0 ? NOTHING_TOLD : told;
}
