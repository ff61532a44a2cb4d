/** An outcome that stands already. */
export interface Standing {
  id: string;
  clickedAt: Date;
  /** Others could read it, and it says more than the click, or something was done with it: it is not thrown away. */
  wasRead: boolean;
}

/** What becomes of outcomes on the same thing by the same member: `late`: the one that comes now is none any more. */
export interface Outcome {
  late: boolean;
  /** As if they had never been said. */
  takenBack: string[];
  /** They stay to be read and answered, and count no more. */
  replaced: string[];
}

/**
 * The newest click counts, not the newest delivery: what a device kept for a while changes nothing that was said since.
 * @param clickedAt of the one that comes now
 */
export function newestWord(clickedAt: Date, standing: readonly Standing[]): Outcome {
  const newer = standing.some((one) => one.clickedAt > clickedAt);
  if (newer) return { late: true, takenBack: [], replaced: [] };
  const idsOf = (wasRead: boolean) => standing.filter((one) => one.wasRead === wasRead).map(({ id }) => id);
  return { late: false, takenBack: idsOf(false), replaced: idsOf(true) };
}
