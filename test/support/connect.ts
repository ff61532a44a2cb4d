import type { Page } from "playwright-core";
import type { Chromium } from "./chromium.ts";

/**
 * Connects the extension as a rep does: on its options page, by pasting the invitation link.
 * @returns the options page, connected
 */
export async function connectByInvitation(browser: Chromium, link: string, name: string): Promise<Page> {
  const page = await browser.open(`${await browser.extensionOrigin()}/options.html`);
  await page.getByRole("textbox", { name: "Invitation link" }).fill(link);
  await page.getByRole("textbox", { name: "Your name" }).fill(name);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByText(/^Connected to .+ as /).waitFor();
  return page;
}
