import { element } from "./element.ts";

export const WIDTH = { least: 320, most: 720, step: 20 };

export interface Separator {
  element: HTMLElement;
  /** Says the width to screen readers. */
  setWidth(width: number): void;
}

/**
 * The panel's left edge: drawn with the pointer, or moved by the arrow keys, Home and End.
 * @param resize the new width, and whether it was let go
 */
export function createSeparator(resize: (width: number, done: boolean) => void): Separator {
  const edge = element("div", {
    class: "separator",
    role: "separator",
    tabindex: "0",
    "aria-orientation": "vertical",
    "aria-label": "Width of marketing context",
    "aria-valuemin": String(WIDTH.least),
    "aria-valuemax": String(WIDTH.most),
  });
  let width: number = WIDTH.least;
  let grip: { x: number; width: number; wish: number | null } | null = null;
  const clamped = (wanted: number): number => Math.round(Math.min(WIDTH.most, Math.max(WIDTH.least, wanted)));

  edge.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    grip = { x: event.clientX, width, wish: null };
    edge.setPointerCapture(event.pointerId);
    edge.parentElement?.classList.add("resized");
  });
  edge.addEventListener("pointermove", (event) => {
    if (!grip || (grip.wish === null && event.clientX === grip.x)) return;
    grip.wish = clamped(grip.width + grip.x - event.clientX);
    resize(grip.wish, false);
  });
  const letGo = (): void => {
    // What is drawn may be less than what was wished for, and a press alone wishes for nothing.
    if (grip?.wish) resize(grip.wish, true);
    grip = null;
    edge.parentElement?.classList.remove("resized");
  };
  // Comes however the drawing ends; while it lasts the panel takes no click.
  edge.addEventListener("lostpointercapture", letGo);
  edge.addEventListener("keydown", (event) => {
    const wanted = {
      ArrowLeft: width + WIDTH.step,
      ArrowRight: width - WIDTH.step,
      Home: WIDTH.least,
      End: WIDTH.most,
    }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(clamped(wanted), true);
  });

  return {
    element: edge,
    setWidth(next) {
      width = next;
      edge.setAttribute("aria-valuenow", String(next));
    },
  };
}
