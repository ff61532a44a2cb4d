import type { Outcomes } from "./compare.ts";

/** Of the normal distribution, what 90 % lie within. */
const Z = 1.6448536269514722;
/** Under so many a rate says too little for an interval. */
const ENOUGH = 10;

/** The rate's 90 % interval (Wilson's); null under ten. */
export function wilson({ landed, of }: Outcomes): [number, number] | null {
  if (of < ENOUGH) return null;
  const rate = landed / of;
  const weight = (Z * Z) / of;
  const centre = (rate + weight / 2) / (1 + weight);
  const width = (Z / (1 + weight)) * Math.sqrt((rate * (1 - rate)) / of + weight / (4 * of));
  return [Math.max(0, centre - width), Math.min(1, centre + width)];
}
