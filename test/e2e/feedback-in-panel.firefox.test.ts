import type { Frame } from "puppeteer-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { recordPath } from "../standins/crm/client/address.ts";
import { callHub, inviteLink, joinAs } from "../support/call-hub.ts";
import { connectInFirefox, visibleText } from "../support/connect-firefox.ts";
import { type Firefox, launchFirefox } from "../support/firefox.ts";
import { prepareScene } from "../support/scene.ts";
import { waitForValue } from "../support/wait-for.ts";

const scene = prepareScene();
let browser: Firefox;
let panel: Frame;
let dana: string;

beforeAll(async () => {
  const { crm, hub } = scene();
  dana = await joinAs(hub, "dana@acme.example", "Dana Reyes", "marketer");
  browser = await launchFirefox({ extensionDir: inject("extensionDir"), hosts: crm.hosts, port: crm.port });
  await connectInFirefox(browser, await inviteLink(hub, "sam@acme.example"), "Sam Whitfield");
  const { record } = scene().person("maya");
  const page = await browser.open(`https://acme.lightning.force.com${recordPath(record.object, record.id)}`);
  panel = await browser.panelFrame(page);
});
afterAll(() => browser?.close());

const says = (text: string) =>
  waitForValue(`the panel to say ${text}`, async () =>
    (await visibleText(panel)).includes(text) ? true : undefined,
  );

async function press(name: string): Promise<void> {
  const button = await waitForValue(
    `the button “${name}”`,
    async () => (await panel.$(`::-p-aria([name='${name}'][role='button'])`)) ?? undefined,
  );
  await button.click();
}

it("tells marketing what was needed, and what is typed goes along when the panel is closed", async () => {
  await press("I needed something else");
  await says("Sent");
  await press("Customer story");
  const field = await waitForValue("the field", async () => (await panel.$("footer input")) ?? undefined);
  await field.type("A story of a bank");
  await press("Close");
  const item = await waitForValue("the wish in the inbox", async () => {
    const { items } = await callHub(scene().hub.url, dana, "inbox", {});
    return items[0];
  });
  expect(item).toMatchObject({ type: "request", reasons: ["customer_story"], excerpt: "A story of a bank" });
});
