import type { Furniture } from "../../lib/crm/crm.ts";
import type { Box, Occupied } from "../../lib/crm/room.ts";

/** How often to look for what came in the way while the panel stands, in milliseconds. */
const EVERY = 500;

/** What of the page's furniture can be seen now, and where. */
export function occupiedBy(furniture: Furniture): Occupied {
  // A bar goes across the page; what is narrow is something else.
  const bars = (selectors: readonly string[]): Box[] =>
    all(selectors)
      .flatMap(boxOf)
      .filter((box) => box.right - box.left >= window.innerWidth / 2);
  return {
    top: bars(furniture.top),
    bottom: bars(furniture.bottom),
    floating: [...all(furniture.floating).flatMap(boxOf), ...all(furniture.dialogs).flatMap(formOf)],
  };
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

function all(selectors: readonly string[]): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selectors.join())];
}

/** A dialog that is as wide as the window is only the ground on which its form stands. */
function formOf(dialog: HTMLElement): Box[] {
  const whole = boxOf(dialog);
  const wide = whole.some((box) => box.right - box.left >= window.innerWidth);
  const parts = wide ? [...dialog.children].flatMap(boxOf) : [];
  return parts.length > 0 ? parts : whole;
}

function boxOf(element: Element): Box[] {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const seen = right > left && bottom > top && element.checkVisibility({ visibilityProperty: true });
  return seen ? [{ left, top, right, bottom }] : [];
}
