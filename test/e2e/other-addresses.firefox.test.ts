import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { recordPath } from "../standins/crm/client/address.ts";
import { inviteLink } from "../support/call-hub.ts";
import { connectInFirefox, visibleText } from "../support/connect-firefox.ts";
import { type Firefox, launchFirefox } from "../support/firefox.ts";
import { prepareScene } from "../support/scene.ts";
import { waitForValue } from "../support/wait-for.ts";

const HOST = "acme.lightning.force.com.mcas.ms";

const scene = prepareScene();
let browser: Firefox;

beforeAll(async () => {
  const { crm, hub } = scene();
  browser = await launchFirefox({
    extensionDir: inject("extensionDir"),
    hosts: crm.hosts,
    port: crm.port,
    // The browser's own question cannot be pressed here; without it, it says yes.
    prefs: { "extensions.webextOptionalPermissionPrompts": false },
  });
  await connectInFirefox(browser, await inviteLink(hub, "sam@acme.example"), "Sam Whitfield");
});
afterAll(() => browser?.close());

it("a CRM behind a proxy, once its address was allowed on the options page in Firefox", async () => {
  const { record, name } = scene().person("maya");
  const page = await browser.open(`https://${HOST}${recordPath(record.object, record.id)}`);
  const isOurs = () => page.evaluate(() => document.querySelector("leadside-host") !== null);
  expect(await isOurs()).toBe(false);

  const options = await browser.openOwn("options.html");
  const press = async (called: string, role: string) => {
    const found = await waitForValue(
      `the ${role} “${called}”`,
      async () => (await options.$(`::-p-aria([name='${called}'][role='${role}'])`)) ?? undefined,
    );
    await found.click();
    return found;
  };
  await press("My CRM has another address", "button");
  await (await press("Address of your CRM", "textbox")).type(`https://${HOST}/lightning/page/home`);
  await press("Allow", "button");
  await waitForValue("the options to say so", async () =>
    (await visibleText(options)).includes("Allowed. Leadside works there from now on") ? true : undefined,
  );

  await page.bringToFront();
  const panel = await browser.panelFrame(page);
  await waitForValue("the panel to show who it is", async () =>
    (await visibleText(panel)).includes(name) ? true : undefined,
  );

  await options.bringToFront();
  await press("Remove Salesforce behind Microsoft Defender", "button");
  await waitForValue("the options to say so", async () =>
    (await visibleText(options)).includes("no longer works") ? true : undefined,
  );
  await page.bringToFront();
  await page.reload();
  await new Promise((resume) => setTimeout(resume, 1_000));
  expect(await isOurs()).toBe(false);
});
