import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { recordPath } from "../standins/crm/client/address.ts";
import { inviteLink } from "../support/call-hub.ts";
import { connectInFirefox, visibleText } from "../support/connect-firefox.ts";
import { type Firefox, launchFirefox } from "../support/firefox.ts";
import { type CastName, prepareScene } from "../support/scene.ts";
import { waitForValue } from "../support/wait-for.ts";

const scene = prepareScene();
let browser: Firefox;
let page: Page;

beforeAll(async () => {
  const { crm } = scene();
  browser = await launchFirefox({ extensionDir: inject("extensionDir"), hosts: crm.hosts, port: crm.port });
});
afterAll(() => browser?.close());

function pathOf(name: CastName): string {
  const { record } = scene().person(name);
  return recordPath(record.object, record.id);
}
const go = (path: string) => page.evaluate((to) => window.standin.go(to), path);

/** What the panel says, once its heading is this person's name. */
async function panelText(name: CastName): Promise<string> {
  const panel = await browser.panelFrame(page);
  const wanted = scene().person(name).name;
  return waitForValue(`the panel to show ${wanted}`, () =>
    panel.evaluate((heading) => {
      const shown = document.querySelector("h1")?.textContent === heading;
      return shown && document.querySelector("[aria-label='Engagement history']") ? true : undefined;
    }, wanted),
  ).then(() => visibleText(panel));
}

/** Whether something of ours lies where the panel would be. */
const isCovered = () =>
  page.evaluate(() => document.elementFromPoint(innerWidth - 120, 300)?.localName === "leadside-host");

describe("a rep opens a lead in Firefox", () => {
  it("connects by the invitation link", async () => {
    await connectInFirefox(browser, await inviteLink(scene().hub, "sam@acme.example"), "Sam Whitfield");
  });

  it("sees who it is and what she did", async () => {
    page = await browser.open(`https://acme.lightning.force.com${pathOf("maya")}`);
    const text = await panelText("maya");
    expect(text).toContain("VP Data");
    expect(text).toContain("Matched by record");
    expect(text).toContain("We need this live before Q1.");
  });

  it("follows the CRM to the next lead, and to a contact", async () => {
    await go(pathOf("priya"));
    expect(await panelText("priya")).not.toContain("VP Data ·");
    await go(pathOf("jorge"));
    expect(await panelText("jorge")).toContain("Responsable de Datos");
  });

  it("is left alone on a list", async () => {
    expect(await isCovered()).toBe(true);
    await go("/lightning/o/Lead/list?filterName=Recent");
    await waitForValue("the panel to go", async () => ((await isCovered()) ? undefined : true));
  });
});
