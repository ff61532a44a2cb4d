import { element } from "./element.ts";

/** A sentence with the button that reloads the tab. Never done by itself: the rep may be editing a record. */
export function createNotice(text: string, place: "panel" | "popover"): HTMLElement {
  const button = element("button", { type: "button" }, "Reload");
  button.addEventListener("click", () => location.reload());
  return element("div", { class: `notice ${place}-notice`, role: "status" }, element("p", {}, text), button);
}

export const UPDATED = "Leadside was updated. Reload this tab.";
export const NOT_STARTED = "Leadside did not start in this tab. Reload it.";
