import { logBeta } from "./log-gamma.ts";

/** A beta distribution, and how likely it is among others. */
interface Weighted {
  alpha: number;
  beta: number;
  weight: number;
}

const POINTS = 400;
/** Beyond so many standard deviations nothing is left. */
const REACH = 8;
/** Odds of e^±18 are next to none and next to certain. */
const FURTHEST = 18;

/**
 * The middle 90 % of a mixture of beta distributions: where its distribution function is 0.05 and 0.95.
 *
 * It is looked at by the logarithm of the odds, where a rate of a few in a thousand has as much room as one of a half.
 * @param mixture weights that sum to one
 */
export function intervalOf(mixture: readonly Weighted[]): [number, number] {
  const { from, to } = rangeOf(mixture);
  const step = (to - from) / POINTS;
  const densities = mixture.map(densityOf);
  const sumAt = (odds: number) => densities.reduce((sum, density) => sum + density(odds), 0);
  // Far out a beta distribution is a power of the rate, whose integral is known.
  const tail = (odds: number, power: "alpha" | "beta") =>
    mixture.reduce((sum, one, n) => sum + (densities[n] as (odds: number) => number)(odds) / one[power], 0);
  const sums = [tail(from, "alpha")];
  for (let n = 0; n < POINTS; n += 1) sums.push((sums[n] as number) + step * sumAt(from + (n + 0.5) * step));
  const whole = (sums[POINTS] as number) + tail(to, "beta");
  const quantile = (part: number): number => {
    const wanted = part * whole;
    const n = sums.findIndex((sum) => sum >= wanted);
    if (n === 0) return 0;
    if (n < 0) return 1;
    const [before, after] = [sums[n - 1] as number, sums[n] as number];
    return rateOf(from + (n - 1 + (wanted - before) / (after - before)) * step);
  };
  return [quantile(0.05), quantile(0.95)];
}

const rateOf = (odds: number) => 1 / (1 + Math.exp(-odds));

function rangeOf(mixture: readonly Weighted[]): { from: number; to: number } {
  let [mean, square] = [0, 0];
  for (const { alpha, beta, weight } of mixture) {
    const own = digamma(alpha) - digamma(beta);
    mean += weight * own;
    square += weight * (own * own + trigamma(alpha) + trigamma(beta));
  }
  const reach = REACH * Math.sqrt(Math.max(0, square - mean * mean));
  const inside = (odds: number) => Math.min(FURTHEST, Math.max(-FURTHEST, odds));
  const [from, to] = [inside(mean - reach), inside(mean + reach)];
  return from < to ? { from, to } : { from: -FURTHEST, to: FURTHEST };
}

/** By the logarithm of the odds, times the weight. */
function densityOf({ alpha, beta, weight }: Weighted): (odds: number) => number {
  const constant = Math.log(weight) - logBeta(alpha, beta);
  return (odds) => {
    // The logarithm of the rate, without losing it where it is small.
    const log = odds < 0 ? odds - Math.log1p(Math.exp(odds)) : -Math.log1p(Math.exp(-odds));
    return Math.exp(constant + alpha * log + beta * (log - odds));
  };
}

// Both right to some percent, for any x > 0: they only say where to look.
const digamma = (x: number) => Math.log(x + 0.5) - 1 / x;
const trigamma = (x: number) => 1 / (x + 0.5) + 1 / (x * x);
