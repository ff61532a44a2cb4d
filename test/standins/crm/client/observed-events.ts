/** What reached the page's own listeners on `window`, in the capture phase, as a CRM's shortcuts would. */
export interface ObservedEvent {
  type: string;
  /** The key, or what was put in. */
  value: string;
  /** The element it was aimed at, as the page sees it. */
  target: string;
}

const TYPES = [
  "keydown",
  "keyup",
  "keypress",
  "beforeinput",
  "input",
  "paste",
  "copy",
  "cut",
  "focusin",
  "focusout",
  "click",
  "wheel",
  "message",
] as const;

/** Begins to record. The array grows while the page lives; tests read it and empty it. */
export function observeEvents(): ObservedEvent[] {
  const observed: ObservedEvent[] = [];
  for (const type of TYPES)
    window.addEventListener(
      type,
      (event) => {
        const value =
          event instanceof KeyboardEvent ? event.key : event instanceof InputEvent ? (event.data ?? "") : "";
        const { target } = event;
        observed.push({
          type,
          value,
          target: target instanceof Element ? target.tagName.toLowerCase() : "window",
        });
      },
      { capture: true, passive: true },
    );
  return observed;
}
