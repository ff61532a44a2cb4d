import { listPath, OBJECTS } from "./address.ts";
import { element, icon, inside } from "./element.ts";
import type { Go } from "./fields.ts";
import { plural, say } from "./labels.ts";

export interface Shell {
  root: HTMLElement;
  /** Marks the navigation entry of an object, or of the home page. */
  mark(entry: string): void;
}

/** The frame round the pages: header, navigation, the line that says what this is, utility bar. */
export function shell(content: HTMLElement, isConsole: boolean, go: Go): Shell {
  const entries = new Map<string, HTMLElement>([
    ["home", inside("/lightning/page/home", say("home"), go)],
    ...OBJECTS.map((object): [string, HTMLElement] => [object, inside(listPath(object), plural(object), go)]),
  ]);
  const items = [...entries.values()].map((link) => element("one-app-nav-bar-item-root", {}, link));
  const root = element(
    "div",
    {
      class: `desktop oneOne navexDesktopLayoutContainer lafAppLayoutHost${isConsole ? " navexConsole" : ""}`,
    },
    element(
      "header",
      { class: "slds-global-header header", id: "oneHeader" },
      element("span", { class: "mark", title: "Stand-in CRM" }, "S"),
      element("p", { class: "stand-in-note" }, say("standIn")),
      element(
        "div",
        { class: "search" },
        icon("search"),
        element("input", { type: "search", placeholder: say("search"), "aria-label": say("search") }),
      ),
      element(
        "div",
        { class: "header-actions" },
        icon("help"),
        icon("gear"),
        icon("bell"),
        element("span", { class: "avatar", title: "Sam Whitfield" }, "SW"),
      ),
    ),
    element(
      "one-appnav",
      { class: "navigation" },
      element("span", { class: "waffle" }, icon("grid")),
      element("span", { class: "app-name" }, say(isConsole ? "console" : "app")),
      element("nav", {}, ...items),
    ),
    content,
    element(
      "div",
      { class: "utilitybar oneUtilityBarContainer slds-utility-bar", role: "toolbar" },
      element("button", { class: "bare" }, icon("Contact"), say("notes")),
      element("button", { class: "bare" }, icon("call"), say("dialer")),
    ),
  );
  return {
    root,
    mark(entry) {
      for (const [name, link] of entries)
        link.parentElement?.classList.toggle("slds-is-active", name === entry);
    },
  };
}
