import { element } from "./element.ts";

/** Pages of a session, one visible, the earlier ones hidden and alive. */
export interface Panes {
  root: HTMLElement;
  /** Shows the page of this key, made if it was not there yet. */
  show(key: string, title: string, make: () => HTMLElement, workspace?: string): void;
}

/** The standard app: each page that was visited stays in the document, without its marks of being active. */
export function standardApp(): Panes {
  const root = element("div", { class: "viewport", role: "main" });
  const panes = new Map<string, HTMLElement>();
  return {
    root,
    show(key, _title, make) {
      let pane = panes.get(key);
      if (!pane) {
        pane = element("div", { class: "windowViewMode-normal oneContent" }, make());
        panes.set(key, pane);
        root.append(pane);
      }
      for (const each of panes.values()) setActive(each, each === pane);
    },
  };
}

/** Lightning's marks of the page that is on screen. */
export function setActive(pane: HTMLElement, active: boolean): void {
  pane.classList.toggle("active", active);
  pane.classList.toggle("lafPageHost", active);
  pane.toggleAttribute("hidden", !active);
}
