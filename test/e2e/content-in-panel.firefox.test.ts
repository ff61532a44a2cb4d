import type { Frame } from "puppeteer-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { recordPath } from "../standins/crm/client/address.ts";
import { inviteLink } from "../support/call-hub.ts";
import { connectInFirefox, visibleText } from "../support/connect-firefox.ts";
import { type Firefox, launchFirefox } from "../support/firefox.ts";
import { prepareScene } from "../support/scene.ts";
import { waitForValue } from "../support/wait-for.ts";
import { contentScene } from "./content-scene.ts";

const scene = prepareScene();
const content = contentScene(scene);
let browser: Firefox;
let panel: Frame;

beforeAll(async () => {
  const { crm, hub } = scene();
  browser = await launchFirefox({ extensionDir: inject("extensionDir"), hosts: crm.hosts, port: crm.port });
  await connectInFirefox(browser, await inviteLink(hub, "sam@acme.example"), "Sam Whitfield");
  const { record } = scene().person("maya");
  const page = await browser.open(`https://acme.lightning.force.com${recordPath(record.object, record.id)}`);
  panel = await browser.panelFrame(page);
});
afterAll(() => browser?.close());

const says = (text: string | RegExp) =>
  waitForValue(`the panel to say ${text}`, async () => {
    const shown = await visibleText(panel);
    return (typeof text === "string" ? shown.includes(text) : text.test(shown)) ? shown : undefined;
  });

/** Presses the first button of this name with the mouse, as a person does: the clipboard asks for that. */
async function press(name: string): Promise<void> {
  const button = await waitForValue(
    `the button “${name}”`,
    async () => (await panel.$(`::-p-aria([name='${name}'][role='button'])`)) ?? undefined,
  );
  await button.click();
}

/** What the clipboard holds, as a field of the panel gets it. */
async function pasted(): Promise<string> {
  await press("Find content");
  const field = await waitForValue(
    "the field",
    async () => (await panel.$("input[type=search]")) ?? undefined,
  );
  await field.focus();
  const page = panel.page();
  await page.keyboard.down("Control");
  await page.keyboard.press("v");
  await page.keyboard.up("Control");
  const text = await waitForValue("the pasted text", async () => {
    const value = await field.evaluate((input) => (input as HTMLInputElement).value);
    return value === "" ? undefined : value;
  });
  await press("Back");
  return text;
}

it("copies the link of what is recommended, and says when it was read", async () => {
  await says("to get a technical call");
  await press("Copy link");
  await says("Link copied. The link points at this machine");
  const link = await pasted();
  expect(link).toMatch(/\/l\/\w{22}\/six-week-migration-plan$/);
  await says(/Link copied at .* Not opened yet\./);
  await waitForValue("the hub to know", async () =>
    (await content().copied()).includes("Six-week migration plan") ? true : undefined,
  );
  // A scanner's fetch is no reading.
  await fetch(link, { headers: { "user-agent": "Mozilla/5.0 (compatible; Mimecast; URL Protect)" } });
  await press("Refresh");
  await says(/Opened by .*, not by a person yet/);
});
