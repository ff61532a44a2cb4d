import type { CrmData, CrmRecord, CrmSettings } from "../record-shape.ts";
import { type Place, placeOf, recordPath } from "./address.ts";
import { consoleApp } from "./console-app.ts";
import { element } from "./element.ts";
import { plural, say, speak } from "./labels.ts";
import { openComposer, openModal, openNativeDialog, toast } from "./layers.ts";
import { homePage, listPage } from "./list-page.ts";
import { type ObservedEvent, observeEvents } from "./observed-events.ts";
import { recordPage } from "./record-page.ts";
import { shell } from "./shell.ts";
import { standardApp } from "./standard-app.ts";

/** What tests reach of the page, as `window.standin`. */
export interface StandIn {
  events: ObservedEvent[];
  /** Goes to an address of this host by pushState, as a click on a link does. */
  go(path: string): void;
  /** The same by replaceState. */
  replace(path: string): void;
  openModal(): void;
  openNativeDialog(): void;
  openComposer(): void;
  toast(message: string): void;
}
declare global {
  interface Window {
    standin: StandIn;
  }
}

const CONSOLE_APP = "/lightning/app/06m5g0000000002AAA";

const settings: CrmSettings = JSON.parse(document.getElementById("standin-settings")?.textContent ?? "{}");
const events = observeEvents();
if (settings.fakeNavigation)
  Object.defineProperty(window, "navigation", { value: { addEventListener() {}, currentEntry: null } });
speak(settings.language);

const data: CrmData = await (await fetch("/standin/records.json")).json();
start(data);

function start(data: CrmData): void {
  const first = new URL(location.href);
  const isConsole = first.searchParams.has("ws") || first.pathname.startsWith(CONSOLE_APP);
  const panes = isConsole ? consoleApp((key) => go(key)) : standardApp();
  const frame = shell(panes.root, isConsole, go);
  let closeLayer: (() => void) | undefined;

  document.body.append(frame.root);
  addEventListener("popstate", draw);
  addEventListener("hashchange", draw);
  draw();

  function go(path: string): void {
    history.pushState({}, "", inWorkspace(path));
    draw();
  }
  function replace(path: string): void {
    history.replaceState({}, "", path);
    draw();
  }

  /** In the console, what a record's page links to opens as a subtab beside it. */
  function inWorkspace(path: string): string {
    const here = placeOf(new URL(location.href));
    const next = new URL(path, location.origin);
    const isRecord = next.pathname.startsWith("/lightning/r/") && !next.searchParams.has("ws");
    if (!isConsole || here.kind !== "record" || !isRecord) return path;
    const workspace = recordOf(here.workspace ?? here.id);
    const target = placeOf(next);
    if (!workspace || (target.kind === "record" && target.id === workspace.id)) return path;
    next.searchParams.set("ws", recordPath(workspace.object, workspace.id));
    return next.pathname + next.search;
  }

  function recordOf(id: string): CrmRecord | undefined {
    return data.records.find((record) => record.id.startsWith(id.slice(0, 15)));
  }

  function draw(): void {
    closeLayer?.();
    closeLayer = undefined;
    const place = placeOf(new URL(location.href));
    if (place.kind === "record") drawRecord(place);
    else if (place.kind === "list") {
      panes.show(listKey(place.object), plural(place.object), () => listPage(place.object, data, go));
      frame.mark(place.object);
      document.title = `${plural(place.object)} | Stand-in CRM`;
    } else {
      panes.show("/lightning/page/home", say("home"), () => homePage(data, go));
      frame.mark("home");
      document.title = `${say("home")} | Stand-in CRM`;
    }
  }

  function drawRecord({ id, layer, workspace }: Extract<Place, { kind: "record" }>): void {
    const record = recordOf(id);
    if (!record) {
      panes.show(id, id, () => element("div", { class: "card missing" }, `No record ${id}`));
      return;
    }
    const { object, name } = record;
    const parent = workspace && recordOf(workspace);
    const parentPath = parent ? recordPath(parent.object, parent.id) : undefined;
    if (parent && parentPath) panes.show(parentPath, parent.name, () => make(parent));
    panes.show(recordPath(object, record.id, parentPath), name, () => make(record), parentPath);
    frame.mark(object);
    document.title = `${name} | ${say(object)} | Stand-in CRM`;
    const back = () => history.pushState({}, "", recordPath(object, record.id, parentPath));
    if (layer === "edit" || layer === "new")
      closeLayer = openModal(say(layer === "edit" ? "edit" : "newRecord"), record, back);
    if (layer === "email") closeLayer = openComposer(record, back);
  }

  function make(record: CrmRecord): HTMLElement {
    const { hideEmail, fieldDelay } = settings;
    return recordPage(record, { data, go, hideEmail, fieldDelay, onConvert: () => openNativeDialog() });
  }

  const shown = () => {
    const place = placeOf(new URL(location.href));
    return place.kind === "record" ? recordOf(place.id) : undefined;
  };
  window.standin = {
    events,
    go,
    replace,
    openModal: () => openModal(say("edit"), shown(), () => {}),
    openNativeDialog: () => openNativeDialog(),
    openComposer: () => openComposer(shown(), () => {}),
    toast,
  };
}

function listKey(object: string): string {
  return `/lightning/o/${object}/list?filterName=Recent`;
}
