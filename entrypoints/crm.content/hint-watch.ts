import type { Hint, Place } from "../../lib/crm/crm.ts";
import { readHint } from "../../lib/crm/registry.ts";

/**
 * When to look after the address changed, in milliseconds: the page renders for seconds. The late looks come
 * in pairs, so that what is new at the first is believed at the second.
 */
const LOOKS = [300, 650, 1_000, 1_600, 3_000, 3_400, 5_000, 5_400, 8_000, 8_400, 12_000, 12_400];
/** How long a pane that does not name its record must show the same address, in milliseconds. */
const STEADY = 300;

export interface HintWatch {
  /**
   * Looks for the e-mail address of this record, and goes on looking until the page had its time: what stood
   * there first may have been another record's, rendered late.
   * @param moved the address changed just now, so that the page may still show the record before
   */
  look(place: Place, moved: boolean): void;
  stop(): void;
}

/**
 * Reads the hint late and in idle time. After a move a reading counts only if the pane names the record, or if
 * pane or address differ from what stood there before; and a pane that names no record must say it twice.
 * @param found the address, or null when the one that was told is no longer what the page shows
 */
export function watchHint(found: (place: Place, email: string | null) => void): HintWatch {
  let before: Hint | null = null;
  let last: (Hint & { since: number }) | null = null;
  let told: string | null = null;
  let timers: ReturnType<typeof setTimeout>[] = [];

  function read(place: Place, started: readonly unknown[]): void {
    if (started !== timers) return;
    const hint = readHint(document, place.record);
    // A pane without an address says nothing against the one that it showed.
    if (!hint || (!hint.named && before && same(hint, before))) return;
    const now = performance.now();
    if (!last || !same(hint, last)) last = { ...hint, since: now };
    const email = hint.named || now - last.since >= STEADY ? hint.email : null;
    if (email === told) return;
    told = email;
    found(place, email);
  }

  function stop(): void {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
  }

  return {
    look(place, moved) {
      stop();
      before = moved ? (last ?? readHint(document, place.record)) : null;
      last = null;
      told = null;
      const started = LOOKS.map((delay) =>
        setTimeout(() => requestIdleCallback(() => read(place, started), { timeout: 500 }), delay),
      );
      timers = started;
    },
    stop,
  };
}

function same(one: Hint, other: Hint): boolean {
  return one.pane === other.pane && one.email === other.email;
}
