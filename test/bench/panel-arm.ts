import type { Frame, Page } from "playwright-core";
import type { Chromium } from "../support/chromium.ts";
import { edgeTab, hasPanel, panelFrame, waitForValue } from "../support/chromium-panel.ts";
import { type BrowserStage, closePanel, type Visited } from "./browser-stage.ts";

/** After a page's load: the tab has asked what it asks, and the rep has found it. */
const BEFORE_OPENING_MS = 1_200;

/** A panel in a page of the CRM: ours, or the barest one. */
export interface PanelArm {
  page: Page;
  /** Forgets what the hub answered, so that it is asked again. */
  forget(): Promise<unknown>;
  /** Leaves the panel closed for the next load of the page. */
  close(): Promise<void>;
}

export async function ourPanel(stage: BrowserStage, args?: readonly string[]): Promise<PanelArm> {
  const browser = await stage.ours(args);
  const page = await watchedPage(browser);
  const worker = await browser.worker();
  return {
    page,
    forget: () =>
      worker.evaluate(`chrome.storage.session.get(null).then((all) =>
        chrome.storage.session.remove(Object.keys(all).filter((name) => name.startsWith("context"))))`),
    close: async () => {
      if (hasPanel(page)) await closePanel(page);
    },
  };
}

export async function barePanel(stage: BrowserStage, args?: readonly string[]): Promise<PanelArm> {
  const page = await watchedPage(await stage.floor("bare-frame", args));
  return {
    page,
    forget: async () => {
      if (hasPanel(page)) await (await panelFrame(page)).evaluate("forgetKept()");
    },
    // It remembers nothing, so that the next load closes it.
    close: async () => {},
  };
}

async function watchedPage({ context }: Chromium): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript({ path: new URL("in-page/panel-watch.js", import.meta.url).pathname });
  return page;
}

/**
 * Loads a person's page anew and opens the panel, of whom nothing is cached.
 * @returns milliseconds from the click to the history on screen
 */
export async function open(stage: BrowserStage, arm: PanelArm, name: Visited): Promise<number> {
  const { page } = arm;
  await arm.close();
  await page.goto(stage.addressOf(name));
  const tab = await waitForValue("the tab", () => edgeTab(page));
  await arm.forget();
  await new Promise((resolve) => setTimeout(resolve, BEFORE_OPENING_MS));
  await tab.click();
  const painted = await paintedWith(await panelFrame(page), stage.nameOf(name));
  return painted - (await page.evaluate<number>("clickedAt"));
}

/**
 * Goes to somebody's record inside the page.
 * @returns milliseconds from the page's navigation to the history on screen
 */
export async function goTo(stage: BrowserStage, { page }: PanelArm, name: Visited): Promise<number> {
  const painted = paintedWith(await panelFrame(page), stage.nameOf(name));
  const began = await page.evaluate((path) => {
    const at = Date.now();
    window.standin.go(path);
    return at;
  }, stage.pathOf(name));
  return (await painted) - began;
}

/** The moment when this person's name and history were painted, by the clock. */
function paintedWith(frame: Frame, name: string): Promise<number> {
  return frame.evaluate<number>(`paintedWith(${JSON.stringify(name)})`);
}
