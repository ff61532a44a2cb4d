import { browser } from "../../lib/bridge/browser.ts";
import type { FrameMessage, Target } from "../../lib/bridge/messages.ts";
import { tell } from "../../lib/bridge/tell.ts";
import { element } from "./element.ts";

/** What the locator says to the panel in its frame. Each word reaches only a panel that this locator made. */
export interface PanelFrame {
  element: HTMLIFrameElement;
  setTarget(target: Target | null): void;
  setShown(shown: boolean): void;
  /** The rep opened the panel: it may take the focus, as soon as it can. */
  giveFocus(): void;
}

export interface FrameEvents {
  /** The extension was updated under this page. */
  orphaned(): void;
  /** The background gave no nonce, so that the panel would stay empty. */
  failed(): void;
}

/** Said to the panel once per load, and marked with its nonce. */
type Word = {
  [Say in FrameMessage["say"]]: Omit<Extract<FrameMessage, { say: Say }>, "leadside" | "nonce">;
}[FrameMessage["say"]];

/**
 * The panel's frame and our half of the handshake that SECURITY.md describes: for each load of the frame a new
 * nonce from the background, given to the frame with the extension's own origin as target, so that whoever
 * else stands in the frame hears nothing.
 */
export function createPanelFrame(events: FrameEvents): PanelFrame {
  const frame = element("iframe", { title: "Marketing context", allow: "clipboard-write" });
  frame.src = browser.runtime.getURL("/panel.html");
  const origin = ownOrigin();
  let target: Target | null = null;
  let shown = false;
  let focusDue = false;
  let nonce: string | null = null;
  let loads = 0;

  function say(word: Word): void {
    if (nonce === null) return;
    const message = { leadside: "frame", nonce, ...word } as FrameMessage;
    frame.contentWindow?.postMessage(message, origin);
  }

  function giveFocus(): void {
    focusDue = nonce === null;
    if (focusDue) return;
    frame.focus();
    say({ say: "focus" });
  }

  async function greet(load: number): Promise<void> {
    const answer = await tell("locator.nonce", {});
    if (load !== loads) return;
    if (answer === "orphaned") return events.orphaned();
    if (answer === null) return events.failed();
    nonce = answer.nonce;
    say({ say: "hello" });
    say({ say: "target", target });
    say({ say: "shown", shown });
    if (focusDue) giveFocus();
  }

  frame.addEventListener("load", (event) => {
    // A script in the page cannot reach the frame; if it could, it could still not make a trusted event.
    if (!event.isTrusted) return;
    nonce = null;
    loads += 1;
    void greet(loads);
  });

  return {
    element: frame,
    setTarget(next) {
      target = next;
      say({ say: "target", target });
    },
    setShown(next) {
      if (next === shown) return;
      shown = next;
      say({ say: "shown", shown });
    },
    giveFocus,
  };
}

/** Not the origin of the frame's address, which in Chrome is a dynamic one: that of the page it shows. */
function ownOrigin(): string {
  const { protocol, origin } = new URL(browser.runtime.getURL("/"));
  return protocol === "chrome-extension:" ? `chrome-extension://${browser.runtime.id}` : origin;
}
