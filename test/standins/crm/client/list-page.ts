import type { CrmData, CrmObject } from "../record-shape.ts";
import { recordPath } from "./address.ts";
import { element, icon, inside } from "./element.ts";
import type { Go } from "./fields.ts";
import { plural, say } from "./labels.ts";

const SHOWN = 50;

/** A list view: the first fifty records of a kind. */
export function listPage(object: CrmObject, data: CrmData, go: Go): HTMLElement {
  const all = data.records.filter((record) => record.object === object);
  const heads = [say("name"), say("title"), say("company"), say("email"), say("owner")];
  return element(
    "div",
    { class: "forceListViewManager list-view" },
    element(
      "div",
      { class: "card list" },
      element(
        "div",
        { class: "highlights-head" },
        element("span", { class: `object-icon ${object}` }, icon(object)),
        element(
          "h1",
          {},
          element("div", { class: "entityNameTitle" }, plural(object)),
          element("span", {}, say("recentlyViewed")),
        ),
        element(
          "div",
          { class: "actionsContainer" },
          element("button", { class: "button" }, say("newRecord")),
        ),
      ),
      element("p", { class: "quiet count" }, `${Math.min(all.length, SHOWN)} ${say("items")}`),
      element(
        "table",
        { class: "table" },
        element(
          "thead",
          {},
          element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head))),
        ),
        element(
          "tbody",
          {},
          ...all
            .slice(0, SHOWN)
            .map(({ id, name, title, company, email, owner }) =>
              element(
                "tr",
                {},
                element("th", { scope: "row" }, inside(recordPath(object, id), name, go)),
                element("td", {}, title ?? ""),
                element("td", {}, company),
                element("td", {}, email ? element("a", { href: `mailto:${email}` }, email) : ""),
                element("td", {}, owner),
              ),
            ),
        ),
      ),
    ),
  );
}

export function homePage(data: CrmData, go: Go): HTMLElement {
  const recent = data.records.slice(0, 12);
  return element(
    "div",
    { class: "home" },
    element(
      "div",
      { class: "card" },
      element("h1", {}, say("welcome")),
      element("h2", {}, say("recentlyViewed")),
      element(
        "ul",
        { class: "related" },
        ...recent.map(({ object, id, name, company }) =>
          element(
            "li",
            {},
            element("span", { class: `object-icon small ${object}` }, icon(object)),
            element(
              "div",
              {},
              inside(recordPath(object, id), name, go),
              element("p", { class: "quiet" }, company),
            ),
          ),
        ),
      ),
    ),
  );
}
