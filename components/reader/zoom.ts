import { boundZoom, nextZoom } from "../../lib/reader/zoom-steps.ts";
import { element } from "./element.ts";

export interface Zoom {
  readonly now: number;
  step(direction: "in" | "out"): void;
  fit(): void;
}

/** Zooms what is on the stage; what is in the middle stays there. */
export function zoomControls(stage: HTMLElement, changed: () => void): Zoom {
  const label = element("zoom-fit");
  let now = 1;

  function set(zoom: number, at?: { x: number; y: number }): void {
    const next = boundZoom(zoom);
    if (next === now) return;
    const place = at ?? { x: stage.clientWidth / 2, y: stage.clientHeight / 2 };
    const hold = holdPlace(stage, place);
    now = next;
    stage.style.setProperty("--zoom", String(now));
    hold();
    label.textContent = `${Math.round(now * 100)} %`;
    label.ariaLabel = `${label.textContent}, fit the width`;
    changed();
  }

  const zoom: Zoom = {
    get now() {
      return now;
    },
    step: (direction) => set(nextZoom(now, direction)),
    fit: () => set(1),
  };
  element("zoom-in").addEventListener("click", () => zoom.step("in"));
  element("zoom-out").addEventListener("click", () => zoom.step("out"));
  label.addEventListener("click", zoom.fit);

  // Two fingers on a touch pad arrive as a wheel with Ctrl; on a touch screen the browser magnifies by itself.
  stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const box = stage.getBoundingClientRect();
      const notch = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 0.004 : 0.06;
      set(now * Math.exp(-event.deltaY * notch), {
        x: event.clientX - box.left,
        y: event.clientY - box.top,
      });
    },
    { passive: false },
  );
  return zoom;
}

/** Remembers which place of which sheet is at a place of the stage, and scrolls there again. */
export function holdPlace(stage: HTMLElement, at: { x: number; y: number }): () => void {
  const stageBox = stage.getBoundingClientRect();
  const target = document
    .elementsFromPoint(stageBox.left + at.x, stageBox.top + at.y)
    .map((found) => found.closest<HTMLElement>(".sheet"))
    .find((sheet) => sheet !== null);
  if (!target) return () => {};
  const box = target.getBoundingClientRect();
  const share = {
    x: (stageBox.left + at.x - box.left) / box.width,
    y: (stageBox.top + at.y - box.top) / box.height,
  };
  return () => {
    const moved = target.getBoundingClientRect();
    stage.scrollBy({
      left: moved.left + share.x * moved.width - stageBox.left - at.x,
      top: moved.top + share.y * moved.height - stageBox.top - at.y,
      behavior: "instant",
    });
  };
}
