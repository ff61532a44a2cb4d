/** Of the standard normal distribution: 90 % lie within so many deviations. */
const DEVIATIONS = 1.6448536269514722;
/** Under so many an interval says hardly anything. */
const ENOUGH = 10;

/**
 * Where a share lies with 90 % (Wilson's interval), each between 0 and 1.
 * @returns null under ten
 */
export function shareInterval(some: number, of: number): [number, number] | null {
  if (of < ENOUGH) return null;
  const square = DEVIATIONS ** 2;
  const share = some / of;
  const middle = share + square / (2 * of);
  const reach = DEVIATIONS * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
  const part = (sum: number) => Math.min(1, Math.max(0, sum / (1 + square / of)));
  return [part(middle - reach), part(middle + reach)];
}
