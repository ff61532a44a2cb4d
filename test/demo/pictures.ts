import { copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Chromium } from "../support/chromium.ts";
import { panelBox, panelFrame, resizePanel, waitForValue } from "../support/chromium-panel.ts";
import { ROOT } from "../support/root.ts";

export const PICTURES = join(ROOT, "demo-output");
const DOCUMENTATION = join(ROOT, "docs", "pictures");

const SCREEN = { width: 1440, height: 900 };
const SCHEMES = ["light", "dark"] as const;
const WIDTHS = [360, 480] as const;
/** As the panel opens for who never drew its edge. */
const FIRST_WIDTH = 380;
/** Motion of the panel is 160 ms; pictures wait it out. */
const SETTLE_MS = 400;

/** The pictures taken so far, in `demo-output/`. */
export interface Album {
  names: string[];
  save(page: Page, name: string, clip?: Awaited<ReturnType<typeof panelBox>>): Promise<void>;
}

/** An empty album; the pictures of the last time go. */
export async function openAlbum(): Promise<Album> {
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  const names: string[] = [];
  return {
    names,
    async save(page, name, clip) {
      await page.waitForTimeout(SETTLE_MS);
      await page.screenshot({ path: join(PICTURES, name), ...(clip ? { clip } : {}) });
      names.push(name);
    },
  };
}

/**
 * Takes the demo's pictures.
 * @param lead a page with the panel open on the lead
 * @param options the extension's options page, connected
 */
export async function takePictures(
  album: Album,
  browser: Chromium,
  lead: Page,
  options: Page,
): Promise<void> {
  await lead.bringToFront();
  for (const width of [FIRST_WIDTH, ...WIDTHS]) {
    await resizePanel(lead, width);
    for (const colorScheme of SCHEMES) {
      await lead.emulateMedia({ colorScheme });
      if (width === FIRST_WIDTH) {
        await album.save(lead, `lead-${colorScheme}.png`);
        continue;
      }
      const whole = await resizeScreen(lead, await wholeHeight(lead));
      await album.save(lead, `panel-${width}-${colorScheme}.png`, whole);
      await resizeScreen(lead, SCREEN.height);
    }
  }
  await lead.emulateMedia({ colorScheme: "light" });
  await lead.evaluate(() => window.standin.go("/lightning/o/Lead/list?filterName=Recent"));
  await album.save(lead, "list.png");

  await options.bringToFront();
  await options.setViewportSize({ width: 1000, height: 620 });
  await album.save(options, "options-connected.png");
  const popup = await browser.open(`${await browser.extensionOrigin()}/popup.html`);
  await popup.getByText("Seen lately").waitFor();
  // A popup is as high as what is in it.
  const height = await popup
    .locator("body")
    .evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
  await popup.setViewportSize({ width: 360, height: Math.max(120, height) });
  await album.save(popup, "popup.png");
}

/** Puts the pictures that the README shows in their place. */
export async function copyToDocumentation(): Promise<void> {
  await mkdir(DOCUMENTATION, { recursive: true });
  await copyFile(join(PICTURES, "lead-light.png"), join(DOCUMENTATION, "lead-with-panel.png"));
  await copyFile(join(PICTURES, "panel-360-dark.png"), join(DOCUMENTATION, "panel-dark.png"));
  for (const name of ["desk-content.png", "desk-guidance.png", "desk-feedback.png", "reader-phone.png"])
    await copyFile(join(PICTURES, name), join(DOCUMENTATION, name));
}

/** A window so high that nothing of the panel is below its edge, within reason. */
async function wholeHeight(page: Page): Promise<number> {
  const frame = await panelFrame(page);
  const { height } = await panelBox(page);
  const content = await frame.evaluate(() => document.documentElement.scrollHeight);
  return Math.min(4_000, SCREEN.height + Math.max(0, Math.ceil(content - height)));
}

/** Makes the window that high, waits until the panel has followed, and gives where it then lies. */
async function resizeScreen(page: Page, height: number): ReturnType<typeof panelBox> {
  const frame = await panelFrame(page);
  const before = await panelBox(page);
  const grown = height - (page.viewportSize()?.height ?? SCREEN.height);
  await page.setViewportSize({ width: SCREEN.width, height });
  return waitForValue("the panel to follow the window", async () => {
    const box = await panelBox(page);
    const inside = await frame.evaluate(() => window.innerHeight);
    const followed = Math.abs(box.height - before.height - grown) < 2 && Math.abs(inside - box.height) < 2;
    return followed ? box : undefined;
  });
}
