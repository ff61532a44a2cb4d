import { element } from "./element.ts";

export interface Notice {
  text: string;
  /** Whether a reload of the tab helps. */
  reload: boolean;
}

export const UPDATED: Notice = { text: "Leadside was updated. Reload this tab.", reload: true };
export const NOT_STARTED: Notice = { text: "Leadside did not start in this tab. Reload it.", reload: true };
export const NO_ROOM: Notice = {
  text: "No room beside this window. Make it larger or close the e-mail.",
  reload: false,
};

/**
 * A sentence beside the tab, for where no panel can be. The tab of the browser is reloaded only by the rep,
 * who may be editing a record.
 */
export function createNotice({ text, reload }: Notice, close: () => void): HTMLElement {
  const button = (name: string, press: () => void): HTMLElement => {
    const made = element("button", { type: "button" }, name);
    made.addEventListener("click", press);
    return made;
  };
  const notice = element(
    "div",
    { class: "notice", role: "status" },
    element("p", {}, text),
    ...(reload ? [button("Reload", () => location.reload())] : []),
    button("Close", close),
  );
  notice.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  return notice;
}
