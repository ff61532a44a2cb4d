import type { CrmRecord } from "../record-shape.ts";
import { emailPath, recordPath } from "./address.ts";
import { type Child, element, inside } from "./element.ts";
import { type Label, say } from "./labels.ts";

export type Go = (path: string) => void;

/** One field: its API name, its translated label, and what a rep reads. */
export interface Field {
  api: string;
  label: string;
  value: Child;
}

/** The fields of a record in the order of its page. `hideEmail` is a layout without the address. */
export function fieldsOf(record: CrmRecord, go: Go, hideEmail: boolean): Field[] {
  const field = (api: string, label: Label, value: Child): Field => ({ api, label: say(label), value });
  const { object } = record;
  const person = object === "Lead" || object === "Contact";
  const account = inside(recordPath("Account", record.accountId), record.company, go);
  const fields = [
    field("Name", "name", record.name),
    person && field("Title", "title", record.title),
    object === "Lead" && field("Company", "company", record.company),
    (object === "Contact" || object === "Opportunity") && field("AccountId", "account", account),
    person && field("Phone", "phone", record.phone),
    person && record.email !== undefined && !hideEmail && field("Email", "email", emailOf(record, go)),
    object === "Opportunity" && field("StageName", "stage", record.status),
    object === "Lead" && field("Status", "status", record.status),
    field("OwnerId", "owner", record.owner),
    field("Country", "country", record.country),
    field("Industry", "industry", record.industry),
  ];
  return fields.filter((each): each is Field => each !== false);
}

/** An address as Lightning nests it: the kind of record is in the element's name. */
function emailOf(record: CrmRecord, go: Go): HTMLElement {
  const { email = "", object, id } = record;
  const write = (event: Event) => {
    event.preventDefault();
    go(emailPath(object, id));
  };
  const link = element("a", { href: `mailto:${email}`, class: "emailuiFormattedEmail", click: write }, email);
  return element(
    `emailui-formatted-email-${object.toLowerCase()}`,
    {},
    element(
      "emailui-formatted-email-wrapper",
      {},
      element("force-aura-action-wrapper", {}, element("div", {}, link)),
    ),
  );
}

/** A field of the details as the page objects of Salesforce name its parts. */
export function layoutItem(object: string, { api, label, value }: Field): HTMLElement {
  return element(
    "records-record-layout-item",
    { "field-label": label },
    element(
      "div",
      { class: "field", "data-target-selection-name": `sfdc:RecordField.${object}.${api}` },
      element(
        "div",
        { class: "test-id__field-label-container" },
        element("span", { class: "test-id__field-label" }, label),
      ),
      element("div", { class: "test-id__field-value" }, element("slot", { name: "outputField" }, value)),
    ),
  );
}
