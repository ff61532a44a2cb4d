import { READER_FACTS_ID, type ReaderPageFacts } from "../../lib/contract/reader-page.ts";
import { createGestureRules, type Input } from "../../lib/reader/gesture-rules.ts";
import { type Attention, beaconOf, beginReading, gesture, look } from "../../lib/reader/reading-totals.ts";
import { startTelling } from "../../lib/reader/telling.ts";

const LOOK_EVERY_MS = 500;

export const readerFacts = (): ReaderPageFacts =>
  JSON.parse(document.getElementById(READER_FACTS_ID)?.textContent ?? "null");

/**
 * Counts what is read and tells it, if this view may be told of.
 * @param seen what is in sight just now, apart from whether the document is
 * @returns ends it for good; undefined where nothing is told
 */
export function watchReading(
  { view, views, noted }: ReaderPageFacts,
  stage: HTMLElement,
  seen: () => Pick<Attention, "part" | "playing">,
): (() => void) | undefined {
  if (view === null || views === null) return undefined;
  const ended = new AbortController();
  const { signal } = ended;
  let totals = beginReading(performance.now());
  let downloaded = false;
  const attention = (): Attention => ({ visible: document.visibilityState === "visible", ...seen() });
  const lookNow = () => {
    totals = look(totals, performance.now(), attention());
  };
  const timer = setInterval(lookNow, LOOK_EVERY_MS);
  lookNow();

  const rules = createGestureRules();
  const listen = (target: EventTarget, type: string, input: Input) =>
    target.addEventListener(
      type,
      (event) => {
        const kind = event.isTrusted ? rules(input, performance.now()) : undefined;
        if (kind) totals = gesture(totals, performance.now(), kind);
      },
      { passive: true, capture: true, signal },
    );
  listen(document, "wheel", "wheel");
  listen(document, "pointermove", "pointer_move");
  listen(document, "pointerdown", "pointer_down");
  listen(document, "keydown", "key");
  listen(document, "touchmove", "touch");
  listen(document, "touchstart", "touch");
  listen(stage, "scroll", "scroll");
  document.getElementById("download")?.addEventListener(
    "click",
    () => {
      downloaded = true;
    },
    { signal },
  );

  const telling = startTelling(views, () =>
    beaconOf(totals, { view, noted, driven: navigator.webdriver === true, downloaded }),
  );
  const leave = () => {
    lookNow();
    telling.leave();
  };
  document.addEventListener(
    "visibilitychange",
    () => (document.visibilityState === "hidden" ? leave() : lookNow()),
    { signal },
  );
  window.addEventListener("pagehide", leave, { signal });
  return () => {
    ended.abort();
    clearInterval(timer);
    telling.stop();
  };
}
