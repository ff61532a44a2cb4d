import type { Hint, Place } from "../../lib/crm/crm.ts";
import { readHint } from "../../lib/crm/registry.ts";

/** When to look after the address changed, in milliseconds: the page renders for seconds. */
const LOOKS = [300, 800, 1_600, 3_000];

export interface HintWatch {
  /**
   * Looks for the e-mail address of this record, until it is found or the page had its time.
   * @param moved the address changed just now, so that the page may still show the record before
   */
  look(place: Place, moved: boolean): void;
  stop(): void;
}

/**
 * Reads the hint late and in idle time. After a move a reading counts only if the pane names the record, or if
 * pane or address differ from what stood there before.
 */
export function watchHint(found: (place: Place, email: string) => void): HintWatch {
  let before: Hint | null = null;
  let settled: Hint | null = null;
  let timers: ReturnType<typeof setTimeout>[] = [];

  function believed(hint: Hint): boolean {
    return hint.named || !before || hint.pane !== before.pane || hint.email !== before.email;
  }

  function read(place: Place, started: readonly unknown[]): void {
    if (started !== timers) return;
    const hint = readHint(document, place.record);
    if (!hint || !believed(hint)) return;
    settled = hint;
    stop();
    found(place, hint.email);
  }

  function stop(): void {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
  }

  return {
    look(place, moved) {
      stop();
      before = moved ? (settled ?? readHint(document, place.record)) : null;
      settled = null;
      const started = LOOKS.map((delay) =>
        setTimeout(() => requestIdleCallback(() => read(place, started), { timeout: 500 }), delay),
      );
      timers = started;
    },
    stop,
  };
}
