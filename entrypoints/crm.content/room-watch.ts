import type { Furniture } from "../../lib/crm/crm.ts";
import { type Box, type Occupied, overlaps } from "../../lib/crm/room.ts";

/** How often to look for what came in the way while the panel stands, in milliseconds. */
const EVERY = 500;

/** What of the page's furniture can be seen now, and where. */
export function occupiedBy(furniture: Furniture): Occupied {
  // A bar goes across the page; what is narrow is something else.
  const bars = (selectors: readonly string[]): Box[] =>
    boxes(selectors).filter((box) => box.right - box.left >= window.innerWidth / 2);
  return { top: bars(furniture.top), bottom: bars(furniture.bottom), floating: boxes(furniture.floating) };
}

/** Whether a form stands in front of the page where the panel would open. */
export function dialogAt(furniture: Furniture, place: Box): boolean {
  return boxes(furniture.dialogs).some((box) => overlaps(box, place));
}

/** Calls back when the window changes its size, and twice a second while `busy` says so and the tab is seen. */
export function watchRoom(look: () => void, busy: () => boolean, signal: AbortSignal): { start(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tick = (): void => {
    timer = undefined;
    if (signal.aborted || document.hidden || !busy()) return;
    look();
    start();
  };
  const start = (): void => {
    timer ??= setTimeout(tick, EVERY);
  };
  const again = (): void => {
    look();
    start();
  };
  window.addEventListener("resize", again, { signal });
  document.addEventListener("visibilitychange", again, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
  return { start };
}

function boxes(selectors: readonly string[]): Box[] {
  return [...document.querySelectorAll<HTMLElement>(selectors.join())].flatMap((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const seen = right > left && bottom > top && element.checkVisibility({ visibilityProperty: true });
    return seen ? [{ left, top, right, bottom }] : [];
  });
}
