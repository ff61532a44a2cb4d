import { element } from "./element.ts";

export const UPDATED = "Leadside was updated. Reload this tab.";
export const NOT_STARTED = "Leadside did not start in this tab. Reload it.";

/**
 * A sentence beside the tab, for where no panel can be. The tab of the browser is reloaded only by the rep,
 * who may be editing a record.
 */
export function createNotice(text: string, close: () => void): HTMLElement {
  const button = (name: string, press: () => void): HTMLElement => {
    const made = element("button", { type: "button" }, name);
    made.addEventListener("click", press);
    return made;
  };
  const notice = element(
    "div",
    { class: "notice", role: "status" },
    element("p", {}, text),
    button("Reload", () => location.reload()),
    button("Close", close),
  );
  notice.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  return notice;
}
