import type { CrmData, CrmRecord } from "../record-shape.ts";
import { editPath, emailPath, newPath, recordPath } from "./address.ts";
import { element, icon, inside } from "./element.ts";
import { type Field, fieldsOf, type Go, layoutItem } from "./fields.ts";
import { say } from "./labels.ts";

export interface RecordPageOptions {
  data: CrmData;
  go: Go;
  hideEmail: boolean;
  /** Milliseconds until the fields appear. */
  fieldDelay: number;
  onConvert(record: CrmRecord): void;
}

const LEAD_PATH = ["New", "Working", "Nurturing", "Qualified"] as const;

/** A record's page: the chain of elements from the page's root to its fields is Lightning's. */
export function recordPage(record: CrmRecord, options: RecordPageOptions): HTMLElement {
  const template =
    record.object === "Lead"
      ? "flexipage-record-home-with-subheader-template-desktop2"
      : "flexipage-record-home-template-desktop2";
  const highlights = element("div", { class: "slot-header" });
  const details = element("div", { class: "slot-main" });
  const fill = () => {
    const fields = () => fieldsOf(record, options.go, options.hideEmail);
    highlights.replaceChildren(highlightsPanel(record, fields(), options));
    details.replaceChildren(detailPanel(record, fields()));
  };
  if (options.fieldDelay > 0) {
    highlights.append(element("div", { class: "card waiting", "aria-busy": "true" }));
    setTimeout(fill, options.fieldDelay);
  } else fill();

  return element(
    "one-record-home-flexipage2",
    {},
    element(
      `forcegenerated-flexipage_${record.object.toLowerCase()}_record_page`,
      {},
      element(
        "record_flexipage-desktop-record-page-decorator",
        {},
        element(
          "records-record-layout-event-broker",
          {},
          element(
            template,
            {},
            highlights,
            record.object === "Lead" && path(record),
            element("div", { class: "columns" }, details, side(record, options)),
          ),
        ),
      ),
    ),
  );
}

function component(id: string, ...children: (HTMLElement | false)[]): HTMLElement {
  return element("flexipage-component2", { "data-component-id": id }, ...children);
}

function highlightsPanel(
  record: CrmRecord,
  fields: Field[],
  { go, onConvert }: RecordPageOptions,
): HTMLElement {
  const { object, id, name } = record;
  const shown = fields.filter(({ api }) => api !== "Name").slice(0, 4);
  const actions = element(
    "runtime_platform_actions-actions-ribbon",
    {},
    object === "Lead" &&
      element("button", { class: "button", click: () => onConvert(record) }, say("convert")),
    record.email !== undefined &&
      element("button", { class: "button", click: () => go(emailPath(object, id)) }, say("sendEmail")),
    element("button", { class: "button", click: () => go(newPath("Contact", id)) }, say("newRecord")),
    element("button", { class: "button", click: () => go(editPath(object, id)) }, say("edit")),
  );
  const title = element(
    "h1",
    {},
    element("div", { class: "entityNameTitle" }, say(object)),
    element(
      "slot",
      { name: "primaryField" },
      element(
        object === "Lead" || object === "Contact" ? "lightning-formatted-name" : "lightning-formatted-text",
        {},
        name,
      ),
    ),
  );
  return component(
    "force_highlightsPanel",
    element(
      "records-lwc-highlights-panel",
      {},
      element(
        "records-lwc-record-layout",
        {},
        element(
          "div",
          { class: "forcegenerated-record-layout2" },
          element(
            "records-highlights2",
            { class: "card" },
            element(
              "div",
              { class: "highlights-head" },
              element("span", { class: `object-icon ${object}` }, icon(object)),
              title,
              element("div", { class: "actionsContainer" }, actions),
            ),
            element(
              "slot",
              { name: "secondaryFields" },
              ...shown.map(({ label, value }) =>
                element(
                  "records-highlights-details-item",
                  {},
                  element("p", { class: "label" }, label),
                  element("p", {}, value),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function path(record: CrmRecord): HTMLElement {
  const at = Math.max(LEAD_PATH.indexOf(record.status as (typeof LEAD_PATH)[number]), 0);
  const steps = LEAD_PATH.map((step, index) =>
    element("li", { class: index < at ? "done" : index === at ? "current" : "" }, step),
  );
  return component(
    "runtime_sales_pathassistant",
    element(
      "div",
      { class: "card path" },
      element("ol", {}, ...steps),
      element("button", { class: "button brand" }, say("markComplete")),
    ),
  );
}

function detailPanel(record: CrmRecord, fields: Field[]): HTMLElement {
  const section = (title: string, names: string[]) => {
    const inSection = fields.filter(({ api }) => names.includes(api));
    return (
      inSection.length > 0 &&
      element(
        "records-record-layout-section",
        {},
        element("h3", {}, title),
        element("records-record-layout-row", {}, ...inSection.map((each) => layoutItem(record.object, each))),
      )
    );
  };
  return component(
    "force_detailPanel",
    element(
      "div",
      { class: "card" },
      element(
        "div",
        { class: "tabset", role: "tablist" },
        element("span", { role: "tab", "aria-selected": "true", class: "tab selected" }, say("details")),
        element("span", { role: "tab", "aria-selected": "false", class: "tab" }, say("activity")),
      ),
      element(
        "records-lwc-detail-panel",
        {},
        element(
          "records-base-record-form",
          {},
          section(say("about"), ["Name", "Title", "Company", "AccountId", "StageName", "Status", "OwnerId"]),
          section(say("getInTouch"), ["Phone", "Email"]),
          section(say("segment"), ["Country", "Industry"]),
        ),
      ),
    ),
  );
}

function side(record: CrmRecord, { data, go }: RecordPageOptions): HTMLElement {
  const related = data.records
    .filter(
      ({ accountId, object, id }) =>
        accountId === record.accountId && object !== "Account" && id !== record.id,
    )
    .slice(0, 6);
  return element(
    "div",
    { class: "slot-side" },
    element(
      "div",
      { class: "card" },
      element("h2", {}, say("activity")),
      element(
        "div",
        { class: "quick" },
        element("span", { class: "quick-icon" }, icon("mail")),
        element("span", { class: "quick-icon" }, icon("call")),
      ),
      element("h3", {}, say("upcoming")),
      element("p", { class: "quiet" }, say("nothingUpcoming")),
    ),
    element(
      "div",
      { class: "card" },
      element("h2", {}, `${say("related")} (${related.length})`),
      element(
        "ul",
        { class: "related" },
        ...related.map(({ object, id, name, title }) =>
          element(
            "li",
            {},
            element("span", { class: `object-icon small ${object}` }, icon(object)),
            element(
              "div",
              {},
              inside(recordPath(object, id), name, go),
              element("p", { class: "quiet" }, title ?? say(object)),
            ),
          ),
        ),
      ),
    ),
  );
}
