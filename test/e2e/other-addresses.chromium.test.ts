import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { killWorker, reloadExtension } from "../support/chromium.ts";
import { edgeTab, hasPanel, openPanel, panelFrame, waitForValue } from "../support/chromium-panel.ts";
import { grantedProfile } from "../support/granted-profile.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { prepareScene } from "../support/scene.ts";

// A CRM at an address that does not come with the extension: behind a proxy, or a government's.

const PROXIED = "https://acme.lightning.force.com.mcas.ms";
const GOVERNMENT = "https://acme.lightning.crmforce.mil";

const granted = await grantedProfile(inject("extensionDir"));
const scene = prepareScene();
const rep = repAtWork(scene, { profileDir: granted.profileDir });
let options: Page;

beforeAll(async () => {
  options = await rep().browser.open(`${await rep().browser.extensionOrigin()}/options.html`);
});
afterAll(() => granted.remove());

const places = () => options.getByRole("region", { name: "Where your CRM is" });
const place = (name: string) => places().getByRole("listitem").filter({ hasText: name });
const said = (words: RegExp) => options.getByRole("status").getByText(words).waitFor();

async function maya(page: Page): Promise<void> {
  const panel = await openPanel(page);
  await panel.getByRole("heading", { level: 1, name: "Maya Okafor" }).waitFor();
  await panel.getByText("Matched by record").waitFor();
}

/** The page stays as it is: nothing of ours comes into it. */
async function expectNothingOfOurs(page: Page): Promise<void> {
  await page.reload();
  await page.getByText("Maya Okafor").first().waitFor();
  await new Promise((resume) => setTimeout(resume, 1_500));
  expect(await edgeTab(page)).toBeUndefined();
  expect(hasPanel(page)).toBe(false);
}

describe("a CRM at another address", () => {
  let proxied: Page;

  it.each([PROXIED, GOVERNMENT])("what the browser grants works without a click: %s", async (origin) => {
    const page = await rep().browser.open(origin + rep().pathOf("maya"));
    await maya(page);
    if (origin === PROXIED) proxied = page;
    else await page.close();
  });

  it("a colleague opens at the same address", async () => {
    const panel = await panelFrame(proxied);
    await panel.getByRole("button", { name: /^Colleagues/ }).click();
    await panel.getByRole("button", { name: "Open Priya Raman" }).click();
    await proxied.waitForURL(`${PROXIED}${rep().pathOf("priya")}`);
    await proxied.goto(PROXIED + rep().pathOf("maya"));
    await maya(proxied);
  });

  it("removed on the options page, it folds away at once and is gone after a reload", async () => {
    for (const name of ["Microsoft Defender", "Government Cloud", "in China"]) {
      await options.bringToFront();
      await place(name)
        .getByRole("button", { name: /^Remove/ })
        .click();
      await said(/no longer works/);
      await place(name).waitFor({ state: "detached" });
    }
    await waitForValue("the panel to fold away", async () => (hasPanel(proxied) ? undefined : true));
    await expectNothingOfOurs(proxied);
    const left = await options.evaluate(() =>
      (
        globalThis as unknown as { chrome: { permissions: { getAll(): Promise<unknown> } } }
      ).chrome.permissions.getAll(),
    );
    // This profile was also granted notifications, which are another switch's.
    expect(left).toEqual({
      permissions: ["alarms", "notifications", "storage", "unlimitedStorage"],
      origins: ["https://*.lightning.force.com/*", "https://*.my.salesforce.com/*"],
    });
  });

  it("says what an address is, before the browser is asked", async () => {
    // A worker that started without the permission, as everybody's does.
    await killWorker(rep().browser.context);
    await options.bringToFront();
    await places().getByRole("button", { name: "My CRM has another address" }).click();
    const field = places().getByRole("textbox", { name: "Address of your CRM" });
    const allow = places().getByRole("button", { name: "Allow" });
    await allow.click();
    await places().getByText("Paste the address of a page of your CRM here.").waitFor();
    await field.fill("https://crm.evil.example/lead/1");
    await allow.click();
    await places()
      .getByText(/crm\.evil\.example is no address of a CRM that Leadside knows/)
      .waitFor();
    await field.fill("https://acme.my.salesforce.com/00Q");
    await places()
      .getByText(/works there already/)
      .waitFor();
    await field.fill(`${PROXIED}/lightning/page/home`);
    await places()
      .getByText(/This is Salesforce behind Microsoft Defender, org acme\./)
      .waitFor();
  });

  it("allowed by a click, it works in the tab that was open, and after the extension was reloaded", async () => {
    await places().getByRole("button", { name: "Allow" }).click();
    await said(/^Allowed\./);
    await place("Microsoft Defender")
      .getByRole("button", { name: /^Remove/ })
      .waitFor();
    await maya(proxied);
    await options.close();
    await reloadExtension(rep().browser);
    options = await rep().browser.open(`${await rep().browser.extensionOrigin()}/options.html`);
    await place("Microsoft Defender")
      .getByRole("button", { name: /^Remove/ })
      .waitFor();
    await proxied.reload();
    await maya(proxied);
  });

  it("taken away in the browser itself, it says so, and a panel that is open gets nothing more", async () => {
    await options.evaluate(() =>
      (
        globalThis as unknown as { chrome: { permissions: { remove(what: object): Promise<boolean> } } }
      ).chrome.permissions.remove({
        origins: ["https://*.lightning.force.com.mcas.ms/*", "https://*.my.salesforce.com.mcas.ms/*"],
      }),
    );
    await proxied.bringToFront();
    const panel = await panelFrame(proxied);
    await panel.getByRole("button", { name: "Refresh" }).click();
    await panel.getByText("Leadside may not work at this address.").waitFor();
    expect(await panel.getByText("Okafor").count()).toBe(0);
    await expectNothingOfOurs(proxied);
    await options.reload();
    await place("Microsoft Defender")
      .getByText(/Taken away in this browser's settings/)
      .waitFor();
    await place("Microsoft Defender").getByRole("button", { name: "Allow" }).click();
    await said(/^Allowed\./);
    await maya(proxied);
  });
});
