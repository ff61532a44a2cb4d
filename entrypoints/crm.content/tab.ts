import { TAB } from "../../lib/crm/room.ts";
import { element } from "./element.ts";

export interface TabEvents {
  /** Pressed, by pointer or key. */
  press(): void;
  /** Moved along the edge: the new middle, as a share of the window's height. `done` when it was let go. */
  move(share: number, done: boolean): void;
}

export interface Tab {
  element: HTMLButtonElement;
  /** The description a screen reader reads after the name. */
  description: HTMLElement;
  setOpen(open: boolean): void;
  /** How many touchpoints are new; a dot if any. */
  setNew(count: number): void;
  /** @param right how far from the window's right edge, in pixels */
  setPlace(top: number, right: number): void;
}

const NAME = "Marketing context";
/** How far the pointer must go before a press is a move, in pixels. */
const SLACK = 4;
/** How far an arrow key goes, as a share of the window's height. */
const STEP = 0.04;

/** The tab at the window's right edge: press to open, draw or Alt+Arrow to move. */
export function createTab(events: TabEvents): Tab {
  const dot = element("span", { class: "dot", hidden: "" });
  const description = element("span", { id: "new", hidden: "" });
  // The tooltip hangs on the sign: on the button it would be read as its description, after the same name.
  const sign = element("span", { class: "sign", "aria-hidden": "true", title: NAME });
  const button = element(
    "button",
    { type: "button", class: "tab", "aria-expanded": "false", "aria-label": NAME },
    sign,
    dot,
  );
  let middle = 0;
  let grip: { offset: number; from: number; moved: boolean } | null = null;
  let justMoved = false;

  const shareOf = (y: number): number => Math.min(1, Math.max(0, y / window.innerHeight));

  button.addEventListener("pointerdown", (event) => {
    justMoved = false;
    if (event.button !== 0) return;
    grip = { offset: event.clientY - middle, from: event.clientY, moved: false };
    button.setPointerCapture(event.pointerId);
  });
  button.addEventListener("pointermove", (event) => {
    if (!grip || (!grip.moved && Math.abs(event.clientY - grip.from) < SLACK)) return;
    grip.moved = true;
    button.classList.add("dragged");
    events.move(shareOf(event.clientY - grip.offset), false);
  });
  const letGo = (event: PointerEvent): void => {
    if (grip?.moved) events.move(shareOf(event.clientY - grip.offset), true);
    justMoved = grip?.moved ?? false;
    grip = null;
    button.classList.remove("dragged");
  };
  button.addEventListener("pointerup", letGo);
  button.addEventListener("pointercancel", letGo);
  button.addEventListener("click", () => {
    if (!justMoved) events.press();
    justMoved = false;
  });
  button.addEventListener("keydown", (event) => {
    const way = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (way === 0 || !event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    events.move(shareOf(middle + way * STEP * window.innerHeight), true);
  });

  return {
    element: button,
    description,
    setOpen(open) {
      button.setAttribute("aria-expanded", String(open));
      button.classList.toggle("open", open);
    },
    setNew(count) {
      dot.hidden = count === 0;
      button.classList.toggle("new", count > 0);
      description.textContent = count > 0 ? `${count} new` : "";
      if (count > 0) button.setAttribute("aria-describedby", description.id);
      else button.removeAttribute("aria-describedby");
    },
    setPlace(top, right) {
      middle = top + TAB.height / 2;
      button.style.translate = `${-right}px ${top}px`;
    },
  };
}
