import { isCrmOrigin } from "../crm/registry.ts";
import type { Speaker } from "./messages.ts";

/** What the browser says of who sent a message. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  documentId?: string | undefined;
  tab?: { id?: number | undefined } | undefined;
}

/** The extension itself: its id and its pages' address, such as `chrome-extension://abc/`. */
export interface Ourselves {
  id: string;
  base: string;
}

/** Our pages that stand in a tab or popup of their own. */
const PAGES: Readonly<Record<string, "options" | "popup">> = {
  "/options.html": "options",
  "/popup.html": "popup",
};
const PANEL = "/panel.html";

/**
 * Who speaks, as far as the sender itself tells: whether a panel's frame was made by our locator only a redeemed
 * nonce can tell, and whether a CRM's page may be spoken to only what the browser grants now. Pure.
 * @returns null for anybody else, such as a content script in an inner frame or the panel in a tab of its own
 */
export function speakerOf(sender: Sender, ourselves: Ourselves): Exclude<Speaker, "panel"> | null {
  if (sender.id !== ourselves.id || sender.url === undefined) return null;
  const url = parsed(sender.url);
  if (!url) return null;
  const inTab = sender.tab?.id !== undefined;
  const top = sender.frameId === undefined || sender.frameId === 0;
  if (url.protocol === "https:") return inTab && top && isCrmOrigin(url.origin) ? "locator" : null;
  if (!isOurs(url, ourselves)) return null;
  const page = Object.hasOwn(PAGES, url.pathname) ? PAGES[url.pathname] : undefined;
  if (page) return top ? page : null;
  const framed = inTab && !top && sender.documentId !== undefined;
  return url.pathname === PANEL && framed ? "panel-before-handshake" : null;
}

function isOurs(url: URL, ourselves: Ourselves): boolean {
  // `origin` is "null" for the extension's scheme in some engines: compare what it is made of.
  const base = new URL(ourselves.base);
  return url.protocol === base.protocol && url.host === base.host;
}

function parsed(href: string): URL | null {
  try {
    return new URL(href);
  } catch {
    return null;
  }
}
