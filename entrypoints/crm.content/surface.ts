import type { Target } from "../../lib/bridge/messages.ts";
import type { Room } from "../../lib/crm/room.ts";
import { element } from "./element.ts";
import { createHost } from "./host.ts";
import { createNotice, type Notice } from "./notice.ts";
import { createPanelFrame, type PanelFrame } from "./panel-frame.ts";
import { createSeparator, type Separator } from "./separator.ts";
import { createTab, type Tab } from "./tab.ts";

export interface SurfaceEvents {
  press(): void;
  moveTab(share: number, done: boolean): void;
  resize(width: number, done: boolean): void;
  orphaned(): void;
  /** The panel's frame got no word of us, and would stay empty. */
  failed(): void;
}

/** What the rep sees of us in the page: the tab, and beside it the panel or a notice. */
export interface Surface {
  tab: Tab;
  /** Shows or hides everything: hidden on pages without a record. */
  setVisible(visible: boolean): void;
  /** Makes the panel's frame, or takes it away. */
  setOpen(open: boolean, target: Target | null): void;
  setTarget(target: Target | null): void;
  /** Places tab and panel; without room the panel is out of sight until there is some. */
  setRoom(room: Room): void;
  /** The tab of the browser came to the front or left it. */
  setInFront(inFront: boolean): void;
  giveFocus(): void;
  /** Whether the focus is in the panel or on its edge. */
  hasFocus(): boolean;
  /** Says something beside the tab, until it is closed or the panel opens. */
  say(what: Notice): void;
}

const SLIDE = { duration: 160, easing: "ease-out" };

export function createSurface(events: SurfaceEvents, signal: AbortSignal): Surface {
  const host = createHost(signal);
  const tab = createTab({ press: events.press, move: events.moveTab });
  const all = element("div", { class: "all" }, tab.element, tab.description);
  let panel: HTMLElement | null = null;
  let separator: Separator | null = null;
  let frame: PanelFrame | null = null;
  let notice: HTMLElement | null = null;
  const drift = { x: 0, y: 0 };
  let visible = true;
  let inFront = !document.hidden;
  let roomy = false;
  host.root.append(all);
  host.attach();

  /** A page may zoom or move its body, and all that is fixed in it: undone, so that a pixel is one of the window. */
  function holdStill(): void {
    const { currentCSSZoom = 1 } = host.root.host as { currentCSSZoom?: number };
    all.style.zoom = String(1 / currentCSSZoom);
    const { left, top } = all.getBoundingClientRect();
    drift.x -= left;
    drift.y -= top;
    all.style.translate = `${drift.x}px ${drift.y}px`;
  }

  function tellShown(): void {
    frame?.setShown(visible && inFront && roomy);
  }

  function slide(moved: HTMLElement, way: "in" | "out"): Animation | null {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return null;
    const steps = [
      { opacity: 0, transform: "translateX(8px)" },
      { opacity: 1, transform: "none" },
    ];
    return moved.animate(way === "in" ? steps : steps.reverse(), SLIDE);
  }

  function open(target: Target | null): void {
    frame = createPanelFrame(events);
    frame.setTarget(target);
    separator = createSeparator(events.resize);
    panel = element("div", { class: "panel" }, separator.element, frame.element);
    all.append(panel);
    slide(panel, "in");
  }

  function close(): void {
    const leaving = panel;
    panel = null;
    frame = null;
    if (!leaving) return;
    leaving.inert = true;
    const animation = slide(leaving, "out");
    if (animation) animation.addEventListener("finish", () => leaving.remove());
    else leaving.remove();
  }

  function unsay(): void {
    notice?.remove();
    notice = null;
  }

  return {
    tab,
    setVisible(next) {
      if (next) host.attach();
      if (next === visible) return;
      visible = next;
      all.hidden = !next;
      tellShown();
    },
    setOpen(next, target) {
      tab.setOpen(next);
      if (next === (panel !== null)) return;
      if (next) open(target);
      else close();
    },
    setTarget: (target) => frame?.setTarget(target),
    setRoom(room) {
      holdStill();
      const right = panel && room.panel ? room.panel.right + room.panel.width : 0;
      tab.setPlace(room.tab, right);
      if (notice) notice.style.translate = `0 ${room.tab}px`;
      roomy = room.panel !== null;
      if (panel && room.panel) {
        const { top, height, right: edge, width } = room.panel;
        panel.style.width = `${width}px`;
        panel.style.height = `${height}px`;
        panel.style.translate = `${window.innerWidth - edge - width}px ${top}px`;
        separator?.setWidth(width);
      }
      // Not `display: none`, which would make the frame load anew in some browsers.
      if (panel) panel.style.visibility = roomy ? "visible" : "hidden";
      if (panel) tab.setOpen(roomy);
      if (panel && roomy) unsay();
      tellShown();
    },
    setInFront(next) {
      inFront = next;
      tellShown();
    },
    giveFocus: () => frame?.giveFocus(),
    hasFocus: () => panel?.contains(host.root.activeElement) ?? false,
    say(what) {
      const focused = host.root.activeElement === tab.element;
      unsay();
      notice = createNotice(what, () => {
        unsay();
        tab.element.focus();
      });
      notice.style.translate = `0 ${tab.element.getBoundingClientRect().top}px`;
      all.append(notice);
      if (focused) notice.querySelector("button")?.focus();
    },
  };
}
