import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Chromium } from "../support/chromium.ts";
import {
  edgeTab,
  isPanelShown,
  panelBox,
  panelFrame,
  resizePanel,
  waitForValue,
} from "../support/chromium-panel.ts";
import { ROOT } from "../support/root.ts";

export const PICTURES = join(ROOT, "demo-output");

const SCREEN = { width: 1440, height: 900 };
const SCHEMES = ["light", "dark"] as const;
const WIDTHS = [360, 480] as const;
/** Motion of the panel is 160 ms; pictures wait it out. */
const SETTLE_MS = 400;

/**
 * Takes the demo's pictures into `demo-output/`.
 * @param lead a page with the panel open on the lead
 * @param options the extension's options page, connected
 */
export async function takePictures(browser: Chromium, lead: Page, options: Page): Promise<string[]> {
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  const taken: string[] = [];
  const save = async (
    page: Page,
    name: string,
    clip?: { x: number; y: number; width: number; height: number },
  ) => {
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: join(PICTURES, name), ...(clip ? { clip } : {}) });
    taken.push(name);
  };

  await lead.bringToFront();
  for (const width of WIDTHS) {
    await resizePanel(lead, width);
    for (const colorScheme of SCHEMES) {
      await lead.emulateMedia({ colorScheme });
      if (width === 360) await save(lead, `lead-${colorScheme}.png`);
      await lead.setViewportSize({ width: SCREEN.width, height: await wholeHeight(lead) });
      await lead.waitForTimeout(SETTLE_MS);
      await save(lead, `panel-${width}-${colorScheme}.png`, await panelBox(lead));
      await lead.setViewportSize(SCREEN);
    }
  }

  await lead.emulateMedia({ colorScheme: "light" });
  await resizePanel(lead, 380);
  const panel = await panelFrame(lead);
  await panel.getByRole("button", { name: "Close" }).click();
  await waitForValue("the panel to fold", async () => ((await isPanelShown(lead)) ? undefined : true));
  await waitForValue("the tab", () => edgeTab(lead));
  await save(lead, "tab-closed.png");
  await lead.evaluate(() => window.standin.go("/lightning/o/Lead/list?filterName=Recent"));
  await save(lead, "list.png");

  await options.bringToFront();
  await options.setViewportSize({ width: 1000, height: 620 });
  await save(options, "options-connected.png");
  const popup = await browser.open(`${await browser.extensionOrigin()}/popup.html`);
  // A popup is as high as what is in it.
  const height = await popup
    .locator("body")
    .evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
  await popup.setViewportSize({ width: 360, height: Math.max(120, height) });
  await save(popup, "popup.png");
  return taken;
}

/** A window so high that nothing of the panel is below its edge, within reason. */
async function wholeHeight(page: Page): Promise<number> {
  const frame = await panelFrame(page);
  const { height } = await panelBox(page);
  const content = await frame.evaluate(() => document.documentElement.scrollHeight);
  return Math.min(4_000, SCREEN.height + Math.max(0, Math.ceil(content - height)));
}
