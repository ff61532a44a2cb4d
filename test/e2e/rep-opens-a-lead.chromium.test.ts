import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { recordPath } from "../standins/crm/client/address.ts";
import { inviteLink } from "../support/call-hub.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { edgeTab, isPanelShown, openPanel, panelFrame, waitForValue } from "../support/chromium-panel.ts";
import { connectByInvitation } from "../support/connect.ts";
import { type CastName, prepareScene } from "../support/scene.ts";

const scene = prepareScene();
let browser: Chromium;
let page: Page;

beforeAll(async () => {
  const { crm, hub } = scene();
  browser = await launchChromium({
    extensionDir: inject("extensionDir"),
    hosts: Object.fromEntries(crm.hosts.map((host) => [host, crm.port])),
  });
  await connectByInvitation(browser, await inviteLink(hub, "sam@acme.example"), "Sam Whitfield");
  page = await browser.open(`https://acme.lightning.force.com${pathOf("maya")}`);
});
afterAll(() => browser?.close());

function pathOf(name: CastName): string {
  const { record } = scene().person(name);
  return recordPath(record.object, record.id);
}
const go = (path: string) => page.evaluate((to) => window.standin.go(to), path);

/** The panel under the name of this person, once it has come. */
async function panelOf(name: CastName) {
  const panel = await panelFrame(page);
  await panel.getByRole("heading", { level: 1, name: scene().person(name).name, exact: true }).waitFor();
  return panel;
}

describe("a rep opens a lead", () => {
  it("sees who it is, what she asked for and what she did", async () => {
    await openPanel(page);
    const panel = await panelOf("maya");
    await panel.getByText("VP Data").waitFor();
    await panel.getByText(/^Matched by record/).waitFor();
    await panel.getByRole("region", { name: "In short" }).waitFor();
    const history = panel.getByRole("list", { name: "Engagement history" });
    await history.getByText("We need this live before Q1.").waitFor();
    await history.getByText(/38 of 45 min/).waitFor();
    await panel.getByRole("img", { name: "Touchpoints per week" }).waitFor();
  });

  it("follows the CRM to the next lead without a load", async () => {
    await go(pathOf("priya"));
    const panel = await panelOf("priya");
    await panel.getByText("Data Platform Lead").waitFor();
    expect(await panel.getByText("Maya Okafor").and(panel.getByRole("heading")).count()).toBe(0);
  });

  it("finds a contact by the record that was once a lead", async () => {
    await go(pathOf("jorge"));
    const panel = await panelOf("jorge");
    await panel.getByText("Responsable de Datos").waitFor();
    await panel.getByText(/^Matched by record/).waitFor();
  });

  it("reads a name and words in Japanese", async () => {
    await go(pathOf("yuki"));
    const panel = await panelOf("yuki");
    await panel.getByText("夜間バッチを止めずに移行できますか").waitFor();
  });

  it("is left alone on a list, and finds the panel again on the next record", async () => {
    await go("/lightning/o/Lead/list?filterName=Recent");
    await waitForValue("tab and panel to go", async () =>
      !(await isPanelShown(page)) && (await edgeTab(page)) === undefined ? true : undefined,
    );
    await go(pathOf("maya"));
    await openPanel(page);
    await panelOf("maya");
  });

  it("sees the focused subtab's person in the console, whoever the other tabs show", async () => {
    const workspace = pathOf("grace");
    const { record } = scene().person("priya");
    await page.goto(`https://acme.lightning.force.com${recordPath(record.object, record.id, workspace)}`);
    await openPanel(page);
    await panelOf("priya");
    await page.getByRole("tab", { name: "Grace Lindley" }).first().click();
    await panelOf("grace");
    // The CRM shows several records alive at once.
    expect(await page.locator("one-record-home-flexipage2").count()).toBe(2);
  });

  it("does not mistake a mail being written for another record", async () => {
    await page.goto(`https://acme.lightning.force.com${pathOf("maya")}`);
    await openPanel(page);
    await panelOf("maya");
    await page.locator(".slot-main .emailuiFormattedEmail").click();
    await page.waitForURL(/\/lightning\/action\/quick\//);
    await panelOf("maya");
  });
});
