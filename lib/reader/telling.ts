import type { Beacon } from "../contract/reading.ts";

const FIRST_AFTER_MS = 3_000;
const EVERY_MS = 10_000;
/** As `text/plain`, which needs no leave of the host and may be sent while a page closes. */
const TYPE = { type: "text/plain;charset=UTF-8" };

export interface Telling {
  /** The page goes out of sight, and may not come back: says all at once. */
  leave(): void;
  /** Says nothing more. */
  stop(): void;
}

/**
 * Tells the totals from time to time, as long as they change. What did not arrive is in the next ones, since they
 * are totals; what the hub refuses is not tried again.
 */
export function startTelling(address: string, beacon: () => Beacon): Telling {
  let arrived = "";
  let over = false;
  let timer = setTimeout(tell, FIRST_AFTER_MS);

  async function tell(): Promise<void> {
    const text = JSON.stringify(beacon());
    if (text !== arrived) {
      const answer = await post(text).catch(() => undefined);
      if (answer?.ok) arrived = text;
      else if (answer && answer.status < 500 && answer.status !== 429) over = true;
    }
    if (!over) timer = setTimeout(tell, EVERY_MS);
  }

  const post = (text: string) =>
    fetch(address, {
      method: "POST",
      body: new Blob([text], TYPE),
      keepalive: true,
      credentials: "omit",
      cache: "no-store",
    });

  return {
    leave() {
      const text = JSON.stringify(beacon());
      if (over || text === arrived) return;
      const taken = navigator.sendBeacon?.(address, new Blob([text], TYPE));
      if (!taken) void post(text).catch(() => {});
    },
    stop() {
      over = true;
      clearTimeout(timer);
    },
  };
}
