/** So many requests a second for good, and so many at once after a quiet while. */
export interface Rate {
  perSecond: number;
  burst: number;
}

/** Of one write key, and of one address. A batch holds hundreds of events: no tool needs more. */
export const LIMITS: { key: Rate; address: Rate } = {
  key: { perSecond: 200, burst: 1_000 },
  address: { perSecond: 400, burst: 2_000 },
};

/** Takes one request of somebody; gives 0 if they may go on, else the whole seconds until they may. */
export type TakeToken = (who: string) => number;

interface Bucket {
  tokens: number;
  /** When it held so many, in milliseconds. */
  at: number;
}

/** How much a bucket holds by now. */
export function filled({ tokens, at }: Bucket, { perSecond, burst }: Rate, now: number): number {
  return Math.min(burst, tokens + (Math.max(0, now - at) * perSecond) / 1000);
}

/**
 * Token buckets of this process, one for everybody who sends; each begins full.
 * @param clock milliseconds that never go back
 * @param most how many are remembered: beyond that, those who were quiet the longest begin anew
 */
export function rateLimit(rate: Rate, clock = () => performance.now(), most = 10_000): TakeToken {
  const buckets = new Map<string, Bucket>();
  return (who) => {
    const now = clock();
    const known = buckets.get(who);
    const tokens = known === undefined ? rate.burst : filled(known, rate, now);
    const goesOn = tokens >= 1;
    // Last in, so that the first is the one who was quiet the longest.
    buckets.delete(who);
    buckets.set(who, { tokens: goesOn ? tokens - 1 : tokens, at: now });
    if (buckets.size > most) buckets.delete(buckets.keys().next().value as string);
    return goesOn ? 0 : Math.ceil((1 - tokens) / rate.perSecond);
  };
}
