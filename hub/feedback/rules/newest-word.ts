/** An outcome that stands already. */
export interface Standing {
  id: string;
  clickedAt: Date;
  /** Marketing answered or closed it, or it is one of several that were merged. */
  wasWorkedOn: boolean;
}

/** What becomes of outcomes on the same thing by the same member: `late`: the one that comes now is none any more. */
export interface Outcome {
  late: boolean;
  /** Nobody did anything with them yet: as if they had never been said. */
  takenBack: string[];
  /** They stay to be read with what became of them, and count no more. */
  replaced: string[];
}

/**
 * The newest click counts, not the newest delivery: what a device kept for a while changes nothing that was said since.
 * @param clickedAt of the one that comes now
 */
export function newestWord(clickedAt: Date, standing: readonly Standing[]): Outcome {
  const newer = standing.some((one) => one.clickedAt > clickedAt);
  if (newer) return { late: true, takenBack: [], replaced: [] };
  const idsOf = (wasWorkedOn: boolean) =>
    standing.filter((one) => one.wasWorkedOn === wasWorkedOn).map(({ id }) => id);
  return { late: false, takenBack: idsOf(false), replaced: idsOf(true) };
}
