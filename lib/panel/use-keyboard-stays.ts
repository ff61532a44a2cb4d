import { type RefObject, useEffect } from "react";

const STOPS = "a[href], button:not(:disabled), input:not(:disabled), select, textarea";

/** Where the keyboard was, and what stood around it then. */
interface Place {
  element: HTMLElement;
  /** What encloses it, the nearest first. */
  around: readonly Element[];
  /** All that could be reached, in order. */
  stops: readonly HTMLElement[];
}

/**
 * What had the keyboard is gone, such as a button that did its work: the keyboard goes on beside it, instead of at the
 * page's beginning. After something in the status line it goes back to where it was before. Who left by themselves stays away.
 * @param statusLine selects what comes and goes by itself
 */
export function useKeyboardStays(root: RefObject<HTMLElement | null>, statusLine: string): void {
  useEffect(() => {
    const page = root.current;
    if (!page) return;
    let last: Place | undefined;
    let before: Place | undefined;
    const arrived = ({ target }: FocusEvent) => {
      const inside = target instanceof HTMLElement && page.contains(target);
      if (!inside) last = undefined;
      else if (target.closest(statusLine)) {
        before = last ?? before;
        last = placeOf(target, page);
      } else last = before = placeOf(target, page);
    };
    const left = () => {
      const place = last;
      // What is taken away is gone by then; what the keyboard only left still stands.
      queueMicrotask(() => {
        if (place === last && place?.element.isConnected && document.activeElement !== place.element)
          last = undefined;
      });
    };
    const look = new MutationObserver(() => {
      if (!last || last.element.isConnected || !isNowhere(document.activeElement)) return;
      const beside = before?.element.isConnected ? before.element : besideOf(before ?? last, page);
      beside?.focus({ preventScroll: true });
    });
    look.observe(page, { childList: true, subtree: true });
    document.addEventListener("focusin", arrived);
    document.addEventListener("focusout", left);
    return () => {
      look.disconnect();
      document.removeEventListener("focusin", arrived);
      document.removeEventListener("focusout", left);
    };
  }, [root, statusLine]);
}

const isNowhere = (element: Element | null) => element === null || element === document.body;

function placeOf(element: HTMLElement, page: Element): Place {
  const around: Element[] = [];
  for (let one = element.parentElement; one && page.contains(one); one = one.parentElement) around.push(one);
  return { element, around, stops: stopsIn(page) };
}

/** In the nearest that is still there: what came after it, else what is new, else what came before. */
function besideOf({ element, around, stops }: Place, page: Element): HTMLElement | undefined {
  const at = stops.indexOf(element);
  for (const part of around.filter((one) => one.isConnected && page.contains(one))) {
    const now = stopsIn(part);
    if (now.length === 0) continue;
    const after = stops.slice(at + 1).find((stop) => now.includes(stop));
    return after ?? now.find((stop) => !stops.includes(stop)) ?? now.at(-1);
  }
  return undefined;
}

function stopsIn(part: Element): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.getClientRects().length > 0);
}
