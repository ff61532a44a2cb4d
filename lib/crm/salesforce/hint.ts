import type { RecordRef } from "../../contract/record.ts";
import type { Hint } from "../crm.ts";
import { eighteen } from "./ids.ts";

/** Every pane that Lightning keeps alive, shown or hidden; `.active` marks those in front, at each level. */
const PANE = [
  ".oneContent",
  ".lafPageHost.windowViewMode-normal",
  ".lafPageHost.windowViewMode-maximized",
  ".navexWorkspace",
  ".oneConsoleTab.tabContent",
].join();

/** Where a record page shows the record's own fields, rather than related ones, activities or messages. */
const OWN_FIELDS = [
  "records-lwc-highlights-panel",
  "records-highlights2",
  "record_flexipage-dynamic-highlights2",
  "force-highlights2",
  ".forceHighlightsStencil",
  "records-lwc-detail-panel",
  "record_flexipage-record-field",
  ".forceDetailPanelDesktop",
].join();

const RECORD_ID_ATTRIBUTES = ["data-recordid", "data-record-id", "record-id"];
const ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+$/u;
const LONGEST = 320;

/**
 * The person's e-mail address as the page in front shows it for this record. Reads nothing but that:
 * first the e-mail field by its API name, then Salesforce's own e-mail elements, last a single mail link
 * among the record's own fields. No translated label is looked at.
 * @returns null if there is no pane in front, if it is another record's, or if it shows none or several
 */
export function readHint(document: Document, record: RecordRef): Hint | null {
  if (record.object !== "Lead" && record.object !== "Contact") return null;
  const pane = paneInFront(document);
  if (!pane) return null;
  const named = names(pane, record);
  if (named === false) return null;
  const kind = record.object.toLowerCase();
  const email =
    single(within(pane, `[data-target-selection-name="sfdc:RecordField.${record.object}.Email"]`)) ??
    single(within(pane, `emailui-formatted-email-${kind}`)) ??
    single(within(pane, OWN_FIELDS).flatMap((part) => within(part, 'a[href^="mailto:"]')));
  return email === null ? null : { email, pane, named: named === true };
}

/** The innermost pane that is active, with all panes around it active too. */
function paneInFront(document: Document): Element | null {
  const active = [...document.querySelectorAll(PANE)].filter((pane) => {
    for (let at: Element | null = pane; at; at = at.parentElement) {
      if (at.matches(PANE) && !at.classList.contains("active")) return false;
    }
    return true;
  });
  const innermost = active.filter((pane) => !active.some((other) => other !== pane && pane.contains(other)));
  return innermost.length === 1 ? (innermost[0] ?? null) : null;
}

/** True if the pane names this record, false if it names only others of its kind, null if it names none. */
function names(pane: Element, record: RecordRef): boolean | null {
  const selector = RECORD_ID_ATTRIBUTES.map((name) => `[${name}]`).join();
  const ids = [pane, ...within(pane, selector)]
    .flatMap((element) => RECORD_ID_ATTRIBUTES.map((name) => eighteen(element.getAttribute(name) ?? "")))
    .filter((id) => id?.startsWith(record.id.slice(0, 3)));
  return ids.length === 0 ? null : ids.includes(record.id);
}

/** The only address that these elements show, or null. */
function single(elements: Element[]): string | null {
  const found = new Set<string>();
  for (const element of elements) {
    const links = element.matches("a") ? [element] : within(element, 'a[href^="mailto:"]');
    const texts = links.length > 0 ? links.map(mailAddress) : [element.textContent?.trim() ?? ""];
    for (const text of texts) if (text.length <= LONGEST && ADDRESS.test(text)) found.add(text);
  }
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

function mailAddress(link: Element): string {
  const href = link.getAttribute("href") ?? "";
  const address = href.slice("mailto:".length).split("?", 1)[0] ?? "";
  try {
    return decodeURIComponent(address).trim();
  } catch {
    return "";
  }
}

/**
 * Finds elements; where there are none, also inside open shadow roots, to which Lightning's components
 * move one by one. The plain look comes first, since a walk over all elements costs milliseconds.
 */
function within(root: Element | ShadowRoot, selector: string): Element[] {
  const found = [...root.querySelectorAll(selector)];
  return found.length > 0 ? found : shadowsIn(root).flatMap((shadow) => within(shadow, selector));
}

function shadowsIn(root: Element | ShadowRoot): ShadowRoot[] {
  const own = "shadowRoot" in root && root.shadowRoot ? [root.shadowRoot] : [];
  // Only custom elements and a few plain ones can have a root: a name with a hyphen is the cheap test.
  const nested = [...root.querySelectorAll("*")].flatMap((element) =>
    element.shadowRoot && element.localName.includes("-") ? [element.shadowRoot] : [],
  );
  return [...own, ...nested];
}
