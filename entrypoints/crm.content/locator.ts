import type { LocatorCommand, Placement, Target } from "../../lib/bridge/messages.ts";
import { isOrphaned } from "../../lib/bridge/send.ts";
import { tell } from "../../lib/bridge/tell.ts";
import { recordKey } from "../../lib/contract/record-key.ts";
import type { Place } from "../../lib/crm/crm.ts";
import { furnitureOf, locate } from "../../lib/crm/registry.ts";
import { roomIn } from "../../lib/crm/room.ts";
import { watchAddress } from "./address-watch.ts";
import { watchHint } from "./hint-watch.ts";
import { NO_ROOM, NOT_STARTED, type Notice, UPDATED } from "./notice.ts";
import { occupiedBy, watchRoom } from "./room-watch.ts";
import { createSurface, type Surface } from "./surface.ts";

/** A record must stay this long before the tab asks what is new, in milliseconds: reps page through lists. */
const BRIEF_AFTER = 700;
/** How long after a question to the background that failed it is asked once more, in milliseconds. */
const ONCE_MORE_AFTER = 1_000;
/** How long an answer to that counts, in milliseconds. */
const BRIEF_FOR = 60_000;
/** How many records' counts a page remembers. */
const MOST_BRIEFS = 200;

/** Follows the page's address, and keeps tab and panel beside the record that it shows. */
export interface Locator {
  obey(command: LocatorCommand["do"]): void;
}

/**
 * Starts in a page. Until the first record nothing of ours is in it.
 * @param signal aborted when this script is replaced by another
 */
export function startLocator(signal: AbortSignal): Locator {
  const furniture = furnitureOf(location.origin);
  /** How many touchpoints of a record are new, and since when we know. */
  const unseen = new Map<string, { count: number; at: number }>();
  let surface: Surface | null = null;
  let place: Place | null = null;
  let email: string | null = null;
  let placement: Placement | null = null;
  let mayReadHint = false;
  let connected = false;
  /** The extension was updated or removed: the page goes on without it. */
  let orphaned = false;
  /** Open by itself, as the rep left it, but without room as long as a form is in front. */
  let heldBack = false;
  /** Whether there is a place for the panel. */
  let roomy = false;
  let briefTimer: ReturnType<typeof setTimeout> | undefined;

  const hints = watchHint((found, address) => {
    if (found !== place) return;
    email = address;
    surface?.setTarget(target());
  });
  const room = watchRoom(lookAround, () => place !== null && placement?.open === true, signal);

  function target(): Target | null {
    return place && { ...place, ...(email === null ? {} : { hint: { email } }) };
  }

  function isOpen(): boolean {
    return placement?.open === true && !heldBack;
  }

  async function moveTo(href: string): Promise<void> {
    const next = locate(href);
    if (next && place && recordKey(next.record) === recordKey(place.record)) return;
    if (next === place) return;
    const first = place === null;
    place = next;
    email = null;
    // Before anything else: the panel must not show the last person beside this record.
    surface?.setTarget(target());
    surface?.setVisible(place !== null);
    surface?.tab.setNew(0);
    clearTimeout(briefTimer);
    hints.stop();
    if (!next) return;
    if (placement) settle(!first);
    await announce(next);
  }

  /** Tells the background where the page is, and learns how the rep left the panel. */
  async function announce(at: Place): Promise<void> {
    if (orphaned) return;
    let answer = await tell("locator.at", { target: at });
    if (!answer) {
      await new Promise((resume) => setTimeout(resume, ONCE_MORE_AFTER));
      if (place === at) answer = await tell("locator.at", { target: at });
    }
    if (answer === "orphaned") return endLife();
    if (!answer || place !== at) return;
    const opensNow = !connected && answer.connected && answer.placement.open;
    connected = answer.connected;
    mayReadHint = answer.readHint;
    const known = placement !== null;
    if (!placement || (opensNow && !placement.open)) {
      placement = answer.placement;
      heldBack = true;
    }
    if (!known || heldBack) settle(false);
    else if (!isOpen()) askBrief(at);
  }

  /** Shows what belongs to the place. */
  function settle(moved: boolean): void {
    if (!place || !placement) return;
    surface ??= createSurface(
      { press: () => toggle(true), moveTab, resize, orphaned: endLife, failed: () => fold(NOT_STARTED) },
      signal,
    );
    surface.setVisible(true);
    lookAround();
    room.start();
    if (isOpen()) lookForHint(moved);
    else askBrief(place);
  }

  function lookForHint(moved: boolean): void {
    if (place && mayReadHint && place.subject === "person") hints.look(place, moved);
  }

  /** Puts everything where there is room, opens what was held back, and notices the end of the extension. */
  function lookAround(): void {
    surface?.setInFront(!document.hidden);
    if (!surface || !placement || !place) return;
    if (isOrphaned()) endLife();
    const size = { width: window.innerWidth, height: window.innerHeight };
    const found = roomIn(size, occupiedBy(furniture), placement);
    roomy = found.panel !== null;
    if (heldBack && placement.open && roomy) {
      heldBack = false;
      lookForHint(false);
    }
    surface.setOpen(isOpen(), target());
    surface.setRoom(found);
  }

  function askBrief(at: Place): void {
    if (!connected || at.subject !== "person") return;
    const key = recordKey(at.record);
    const known = unseen.get(key);
    clearTimeout(briefTimer);
    surface?.tab.setNew(known?.count ?? 0);
    if (known && Date.now() - known.at < BRIEF_FOR) return;
    briefTimer = setTimeout(async () => {
      const answer = await tell("locator.brief", { record: at.record });
      if (!answer || answer === "orphaned") return;
      if (unseen.size >= MOST_BRIEFS) unseen.clear();
      unseen.set(key, { count: answer.unseen.count, at: Date.now() });
      if (place === at && !isOpen()) surface?.tab.setNew(answer.unseen.count);
    }, BRIEF_AFTER);
  }

  function setOpen(open: boolean, takeFocus: boolean): void {
    if (!placement || !place || !surface) return;
    heldBack = false;
    placement = { ...placement, open };
    clearTimeout(briefTimer);
    lookAround();
    room.start();
    if (open) {
      if (roomy) surface.giveFocus();
      else surface.say(NO_ROOM);
      // What the panel shows is no longer new.
      unseen.set(recordKey(place.record), { count: 0, at: Date.now() });
      surface.tab.setNew(0);
      lookForHint(false);
    } else {
      hints.stop();
      if (takeFocus) surface.tab.element.focus();
    }
    remember();
  }

  /** Opens or closes. An open panel without room has it said, instead of closing what nobody sees. */
  function toggle(takeFocus: boolean): void {
    if (isOrphaned()) endLife();
    if (orphaned) surface?.say(UPDATED);
    else setOpen(!isOpen() || !roomy, takeFocus);
  }

  function moveTab(share: number, done: boolean): void {
    if (!placement) return;
    placement = { ...placement, tab: share };
    lookAround();
    if (done) remember();
  }

  function resize(width: number, done: boolean): void {
    if (!placement) return;
    placement = { ...placement, width };
    lookAround();
    if (done) remember();
  }

  function remember(): void {
    if (placement) void tell("locator.place", placement);
  }

  /** Closes the panel for as long as this page lives and tells why. How the rep left it stays stored. */
  function fold(why: Notice): void {
    const wasOpen = isOpen();
    if (placement) placement = { ...placement, open: false };
    lookAround();
    if (wasOpen) surface?.say(why);
  }

  /** The extension was updated or removed: an open panel says so, a closed tab when it is pressed. */
  function endLife(): void {
    if (orphaned) return;
    orphaned = true;
    connected = false;
    clearTimeout(briefTimer);
    hints.stop();
    fold(UPDATED);
  }

  function obey(command: LocatorCommand["do"]): void {
    // By key: the focus comes back only if it was ours.
    if (command === "close") setOpen(false, true);
    else toggle(surface?.hasFocus() ?? false);
  }

  watchAddress((href) => void moveTo(href), signal);
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.hidden || !place) return;
      // The rep may have connected in another tab meanwhile, or the record have got news.
      if (!connected) void announce(place);
      else if (!isOpen()) askBrief(place);
    },
    { signal },
  );
  void moveTo(location.href);
  return { obey };
}
