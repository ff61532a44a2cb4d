/** 1 fits the width. */
const STEPS = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4];
export const LEAST_ZOOM = STEPS[0] as number;
export const MOST_ZOOM = STEPS.at(-1) as number;

export const boundZoom = (zoom: number): number => Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom));

/** The next step above or below, also from between two. */
export function nextZoom(zoom: number, direction: "in" | "out"): number {
  const near = 0.001;
  return direction === "in"
    ? (STEPS.find((step) => step > zoom + near) ?? MOST_ZOOM)
    : (STEPS.findLast((step) => step < zoom - near) ?? LEAST_ZOOM);
}

/** Phones refuse canvases beyond so many pixels, and memory is theirs. */
const MOST_CANVAS_PIXELS = 12_000_000;

/** Pixels of a canvas for each pixel of the page on screen, so that it is sharp but never too big. */
export function sharpness(width: number, height: number, pixelRatio: number): number {
  const area = Math.max(1, width * height);
  return Math.min(pixelRatio, Math.sqrt(MOST_CANVAS_PIXELS / area));
}
