import { createHash } from "node:crypto";
import { type Counted, ENOUGH_READERS, type Rate } from "./rates.ts";

/** An asset that fits, or that would if what is not known were so. */
export interface Candidate {
  id: string;
  /** Marketing's conditions hold; else they cannot be decided. */
  decided: boolean;
  counted: Counted;
  /** Of it, shrunk towards the library's. */
  rate: Rate;
  /** In marketing's order. */
  order: number;
}

export interface Ranked<Of extends Candidate> {
  candidate: Of;
  /** Little is known of it: shown to learn. */
  trying: boolean;
}

export const PLACES = 3;
/** So many of all places learn. They are last places: three people in ten have one. */
const LEARNING_PLACES = 0.1;
/** What may well be: so many standard deviations above what is told, as a 90 % interval reaches. */
const MAY_BE = 1.645;

/**
 * The best three. Marketing's conditions first: what fits stands before what cannot be decided. Among those, by how
 * many of its readers took a next step; of an asset with too few of them the library's rate is taken, and among equals
 * marketing's order holds. The last place is now and then given to one of which little is known.
 * @param who the same text gives the same learning place: a person and a week
 */
export function rank<Of extends Candidate>(
  candidates: readonly Of[],
  unknownRate: Rate,
  who: string,
): Ranked<Of>[] {
  const told = (candidate: Of) =>
    candidate.counted.readers < ENOUGH_READERS ? unknownRate.mean : candidate.rate.mean;
  const sorted = candidates.toSorted(
    (a, b) => Number(b.decided) - Number(a.decided) || told(b) - told(a) || a.order - b.order,
  );
  const shown = sorted.slice(0, PLACES).map((candidate) => ({ candidate, trying: false }));
  const learning = sorted.length > PLACES ? learningPlace(sorted, told, who) : undefined;
  if (learning) shown[PLACES - 1] = { candidate: learning, trying: true };
  return shown;
}

/** One that fits, is not shown anyway, and may well be better than what it takes the place of. */
function learningPlace<Of extends Candidate>(
  sorted: readonly Of[],
  told: (candidate: Of) => number,
  who: string,
): Of | undefined {
  const random = randomOf(who);
  if (random("place") >= LEARNING_PLACES * PLACES) return undefined;
  const last = sorted[PLACES - 1];
  if (last === undefined) return undefined;
  let chosen: Of | undefined;
  let earliest = Number.POSITIVE_INFINITY;
  for (const candidate of sorted.slice(PLACES)) {
    const { decided, counted, rate, id } = candidate;
    if (!decided || rate.mean + MAY_BE * rate.deviation <= told(last)) continue;
    // As if each had a clock that rings the sooner the less is known of it: who comes or goes changes no other's.
    const rings = -Math.log(1 - random(id)) * (counted.readers + 1);
    if (rings < earliest) [chosen, earliest] = [candidate, rings];
  }
  return chosen;
}

/** A number in [0, 1) for each text, the same whenever `who` asks. */
function randomOf(who: string): (text: string) => number {
  const seed = createHash("sha256").update(who).digest().readUInt32LE();
  return (text) => {
    let mixed = seed;
    for (let n = 0; n < text.length; n += 1) mixed = Math.imul(mixed ^ text.charCodeAt(n), 0x01000193);
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
