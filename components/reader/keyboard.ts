import type { FindBar } from "./find-bar.ts";
import type { Zoom } from "./zoom.ts";

interface Keys {
  stage: HTMLElement;
  zoom: Zoom;
  find?: FindBar;
  /** To the page before or after. */
  turn?: (by: 1 | -1) => void;
}

/** How far keys scroll, in shares of what is shown. */
const SCROLLS: Record<string, number> = {
  ArrowDown: 0.08,
  ArrowUp: -0.08,
  PageDown: 0.9,
  PageUp: -0.9,
  " ": 0.9,
};

/** Keys of the whole page. Letters alone do nothing, so that no speech input sets anything off. */
export function listenToKeys({ stage, zoom, find, turn }: Keys): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    const does = event.ctrlKey || event.metaKey ? withControl(event.key) : alone(event);
    if (!does) return;
    event.preventDefault();
    does();
  });

  function withControl(key: string): (() => void) | undefined {
    switch (key) {
      case "f":
      case "F":
        return find && (() => find.open());
      case "g":
      case "G":
        return find?.isOpen ? () => find.next() : undefined;
      case "+":
      case "=":
        return () => zoom.step("in");
      case "-":
        return () => zoom.step("out");
      case "0":
        return zoom.fit;
      default:
        return undefined;
    }
  }

  function alone({ key, target, shiftKey }: KeyboardEvent): (() => void) | undefined {
    if (key === "Escape" && find?.isOpen) return () => find.close();
    if (shiftKey || (target instanceof Element && target.closest("input, button, a, video, select")))
      return undefined;
    if (key === "Home" || key === "End") {
      return () => stage.scrollTo({ top: key === "Home" ? 0 : stage.scrollHeight, behavior: "instant" });
    }
    // Before anything has the focus, the browser would scroll the document, which is never longer than the screen.
    const by = document.activeElement === document.body ? SCROLLS[key] : undefined;
    if (by !== undefined) return () => stage.scrollBy({ top: by * stage.clientHeight, behavior: "instant" });
    // Sideways they scroll what is wider than the screen; else there is nothing that they could scroll.
    if (!turn || stage.scrollWidth > stage.clientWidth + 1) return undefined;
    if (key === "ArrowRight") return () => turn(1);
    if (key === "ArrowLeft") return () => turn(-1);
    return undefined;
  }
}
