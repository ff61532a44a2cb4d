import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { openPanel } from "../support/chromium-panel.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { prepareScene } from "../support/scene.ts";

// A rep's second browser: added from the first with a short code, and shut out from there when it is lost.

const scene = prepareScene({ empty: true });
const rep = repAtWork(scene);
let second: Chromium;
let options: Page;

beforeAll(async () => {
  const { crm } = scene();
  second = await launchChromium({
    extensionDir: inject("extensionDir"),
    hosts: Object.fromEntries(crm.hosts.map((host) => [host, crm.port])),
  });
  options = await rep().browser.open(`${await rep().browser.extensionOrigin()}/options.html`);
});
afterAll(() => second?.close());

const devices = () => options.getByRole("region", { name: "Your devices" });
const rows = () => devices().getByRole("list", { name: "Your devices" }).getByRole("listitem");

/** What the clipboard holds, as a field gets it. */
async function pasted(): Promise<string> {
  await options.getByRole("button", { name: "My CRM has another address" }).click();
  const field = options.getByRole("textbox", { name: "Address of your CRM" });
  await field.press("ControlOrMeta+v");
  const text = await field.inputValue();
  await options.getByRole("button", { name: "Cancel" }).click();
  return text;
}

describe("a second device", () => {
  let lead: Page;

  it("is added by the link that the first one shows, without a name or an admin", async () => {
    await devices().getByText("This device").waitFor();
    expect(await rows().count()).toBe(1);
    expect(await rows().first().textContent()).toMatch(/^(?:Chrome|Chromium) on Linux/);
    await devices().getByRole("button", { name: "Add a device" }).click();
    const heading = devices().getByRole("heading", { name: "Code for your other device" });
    await expect.poll(() => heading.evaluate((element) => document.activeElement === element)).toBe(true);
    const code = await devices()
      .getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
      .textContent();
    await devices()
      .getByText(/valid for (?:9|10) min/)
      .waitFor();
    await devices().getByRole("button", { name: "Copy link" }).click();
    await options.getByRole("status").getByText("Link copied.").waitFor();
    const link = await pasted();
    expect(link).toMatch(/\/join#/);
    expect(decodeURIComponent(link)).toContain(code);

    const other = await second.open(`${await second.extensionOrigin()}/options.html`);
    const field = other.getByRole("textbox", { name: "Invitation link" });
    // The code alone does not say where to go.
    await field.fill(code ?? "");
    await other.getByRole("textbox", { name: "Your name" }).fill("Sam");
    await other.getByRole("button", { name: "Connect", exact: true }).click();
    await other.getByText(/its code alone/).waitFor();
    await field.fill(link);
    await other.getByRole("textbox", { name: "Your name" }).waitFor({ state: "detached" });
    await other.getByRole("button", { name: "Connect", exact: true }).click();
    await other.getByText(/^Connected to .+ as Sam Whitfield/).waitFor();
    await other.close();

    await options
      .getByRole("status")
      .getByText(/ is connected\.$/)
      .waitFor();
    expect(await rows().count()).toBe(2);
    expect(
      await devices()
        .getByText(code ?? "")
        .count(),
    ).toBe(0);
  });

  it("shows what the first one would show", async () => {
    lead = await second.open(`https://acme.lightning.force.com${rep().pathOf("maya")}`);
    const panel = await openPanel(lead);
    await panel.getByText(/No marketing tool sends to Leadside so far/).waitFor();
  });

  it("is shut out from the first one, which asks once more before it does", async () => {
    const settings = await second.open(`${await second.extensionOrigin()}/options.html`);
    await settings.getByText(/^Connected to .+ as Sam Whitfield/).waitFor();
    const other = rows().filter({ hasNotText: "This device" });
    await other.getByRole("button", { name: /^Revoke/ }).click();
    await other.getByRole("button", { name: "Keep" }).click();
    await other.getByRole("button", { name: /^Revoke/ }).click();
    await other.getByRole("button", { name: "Yes, revoke" }).click();
    await options
      .getByRole("status")
      .getByText(/ is no longer let in\.$/)
      .waitFor();
    await other.waitFor({ state: "detached" });

    const panel = await openPanel(lead);
    await panel.getByRole("button", { name: "Refresh" }).click();
    await panel.getByRole("heading", { name: "You are signed out" }).waitFor();
    expect(await panel.getByText(/No marketing tool/).count()).toBe(0);

    // Its options page learns of it by what it is asked next.
    await settings.getByRole("button", { name: "Add a device" }).click();
    await settings.getByRole("heading", { name: "Connect", exact: true }).waitFor();
  });
});
