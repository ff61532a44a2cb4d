import { z } from "zod";
import { browser } from "../bridge/browser.ts";
import { failed, ok, type Result } from "../bridge/result.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/** How long a nonce lives, in milliseconds: from the frame's load to its first question. */
const LIFE = 5_000;
const NONCE = "nonce ";
const PANEL = "panel ";

/** A nonce for one load of one frame. `redeemedBy` lets the same document ask again after a lost answer. */
const Nonce = z.object({
  tabId: z.number(),
  org: z.string(),
  origin: z.string(),
  expires: z.number(),
  redeemedBy: z.string().optional(),
});

/** A panel that our locator vouched for, and the origin of the locator's page. */
const Panel = z.object({ tabId: z.number(), origin: z.string(), at: z.number().default(0) });

/** How many panels of a tab are known: pages that the rep may come back to keep theirs. */
const MOST_PANELS = 5;

const inTurn = oneAtATime();

/**
 * Makes a nonce for the frame that the locator of this tab has just loaded.
 * @returns 256 random bits as text
 */
export async function issueNonce(
  tabId: number,
  { org, origin }: { org: string; origin: string },
  now = Date.now(),
): Promise<string> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const nonce = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  await browser.storage.session.set({ [NONCE + nonce]: { tabId, org, origin, expires: now + LIFE } });
  await forgetExpired(now);
  return nonce;
}

/**
 * Takes a nonce from a frame: once, in the same tab, in time. From then on the document is a panel of that page.
 * Redeemed mark and panel are written together; the same document may ask again.
 */
export function redeemNonce(
  nonce: string,
  tabId: number,
  documentId: string,
  now = Date.now(),
): Promise<Result<{ org: string }>> {
  return inTurn(async () => {
    const key = NONCE + nonce;
    const kept = Nonce.safeParse((await browser.storage.session.get(key))[key]);
    const good =
      kept.success &&
      kept.data.tabId === tabId &&
      kept.data.expires >= now &&
      (kept.data.redeemedBy ?? documentId) === documentId;
    if (!good) return failed("not_permitted", "This frame was not made by Leadside.");
    const { org, origin } = kept.data;
    await browser.storage.session.set({
      [key]: { ...kept.data, redeemedBy: documentId },
      [PANEL + documentId]: { tabId, origin, at: now },
    });
    await forgetOldPanels(tabId);
    return ok({ org });
  });
}

/** The origin of the page beside which this document is a panel, or null if it is none of this tab. */
export async function panelOrigin(documentId: string, tabId: number): Promise<string | null> {
  const key = PANEL + documentId;
  const kept = Panel.safeParse((await browser.storage.session.get(key))[key]);
  return kept.success && kept.data.tabId === tabId ? kept.data.origin : null;
}

/** Each load of a page makes a panel: the tab's oldest go. */
async function forgetOldPanels(tabId: number): Promise<void> {
  const keys = (await sessionKeys()).filter((key) => key.startsWith(PANEL));
  const kept = await browser.storage.session.get(keys);
  const panels = keys.flatMap((key) => {
    const panel = Panel.safeParse(kept[key]);
    return panel.success && panel.data.tabId === tabId ? [{ key, at: panel.data.at }] : [];
  });
  const dead = panels.sort((one, other) => other.at - one.at).slice(MOST_PANELS);
  if (dead.length > 0) await browser.storage.session.remove(dead.map(({ key }) => key));
}

/** The tab is closed: its nonces and panels are worth nothing any more. */
export async function forgetTab(tabId: number): Promise<void> {
  const keys = (await sessionKeys()).filter((key) => key.startsWith(NONCE) || key.startsWith(PANEL));
  const kept = await browser.storage.session.get(keys);
  const dead = keys.filter((key) => {
    const panel = Panel.safeParse(kept[key]);
    return !panel.success || panel.data.tabId === tabId;
  });
  if (dead.length > 0) await browser.storage.session.remove(dead);
}

async function forgetExpired(now: number): Promise<void> {
  const keys = await sessionKeys();
  const nonces = keys.filter((key) => key.startsWith(NONCE));
  const kept = await browser.storage.session.get(nonces);
  const dead = nonces.filter((key) => {
    const nonce = Nonce.safeParse(kept[key]);
    return !nonce.success || nonce.data.expires < now;
  });
  if (dead.length > 0) await browser.storage.session.remove(dead);
}

/** Only the names: the values may be megabytes. Older browsers can give names only with values. */
async function sessionKeys(): Promise<string[]> {
  const area = browser.storage.session as { getKeys?: () => Promise<string[]> };
  return area.getKeys ? await area.getKeys() : Object.keys(await browser.storage.session.get(null));
}
