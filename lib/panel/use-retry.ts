import { useEffect, useRef } from "react";

const PAUSES_MS = [5_000, 10_000, 20_000, 40_000, 60_000];

/**
 * Tries again by itself, with growing pauses, for as long as it is needed and seen.
 * @param needed something failed that another try may mend
 * @param busy a try is on its way
 */
export function useRetry(needed: boolean, busy: boolean, retry: () => void): void {
  const tries = useRef(0);
  const latest = useRef(retry);
  useEffect(() => {
    latest.current = retry;
  });
  useEffect(() => {
    if (!needed) tries.current = 0;
    if (!needed || busy) return;
    const pause = PAUSES_MS[Math.min(tries.current, PAUSES_MS.length - 1)] ?? 60_000;
    // Many panels of a company that lost its hub must not come back in one second.
    const timer = setTimeout(
      () => {
        tries.current += 1;
        latest.current();
      },
      pause * (0.8 + 0.4 * Math.random()),
    );
    return () => clearTimeout(timer);
  }, [needed, busy]);
}
