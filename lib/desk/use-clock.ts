import { type Clock, ownZone } from "../panel/time-words.ts";
import { useNow } from "../panel/use-now.ts";

const zone = ownZone();

/** Now, in the reader's zone, anew every half minute. */
export function useClock(): Clock {
  return { now: useNow(true), zone };
}
