import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { emailPath, newPath } from "../standins/crm/client/address.ts";
import { edgeTab, hasPanel, openPanel, panelFrame, waitForValue } from "../support/chromium-panel.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { prepareScene } from "../support/scene.ts";

const scene = prepareScene();
const rep = repAtWork(scene);
const LIGHTNING = "https://acme.lightning.force.com";
const CLASSIC = "https://acme.my.salesforce.com";
let page: Page;
beforeAll(async () => {
  page = await rep().openRecord("tomasz");
  await openPanel(page);
});

const id = () => scene().person("maya").record.id;
const encode = encodeURIComponent;
const other = () => encode(rep().pathOf("grace"));

/** Every form of address, each for Maya's lead. */
const forms: Record<string, () => string> = {
  record: () => `${LIGHTNING}/lightning/r/Lead/${id()}/view`,
  "record, 15 characters": () => `${LIGHTNING}/lightning/r/Lead/${id().slice(0, 15)}/view`,
  edit: () => `${LIGHTNING}/lightning/r/Lead/${id()}/edit`,
  "id only": () => `${LIGHTNING}/lightning/r/${id()}/view`,
  "related list": () => `${LIGHTNING}/lightning/r/Lead/${id()}/related/OpenActivities/view`,
  "console subtab": () => `${LIGHTNING}/lightning/r/Lead/${id()}/view?ws=${other()}`,
  "quick action": () => `${LIGHTNING}${emailPath("Lead", id())}`,
  "quick action, background only": () =>
    `${LIGHTNING}/lightning/action/quick/Global.SendEmail?backgroundContext=${encode(rep().pathOf("maya"))}`,
  "new record in front": () => `${LIGHTNING}${newPath("Lead", id())}`,
  "custom app": () => `${LIGHTNING}/lightning/app/06m000000000001AAA/r/Lead/${id()}/view`,
  "one.app": () => `${LIGHTNING}/one/one.app#/sObject/${id()}/view`,
  "one.app, base64": () =>
    `${LIGHTNING}/one/one.app#${encode(btoa(JSON.stringify({ componentDef: "force:recordHome", attributes: { recordId: id() } })))}`,
  "one.app, Classic inside": () => `${LIGHTNING}/one/one.app#/alohaRedirect/${id()}`,
  Classic: () => `${CLASSIC}/${id()}`,
  "Classic, 15 characters": () => `${CLASSIC}/${id().slice(0, 15)}`,
  "Lightning's record on the other host": () => `${CLASSIC}/lightning/r/Lead/${id()}/view`,
};

describe("every form of address leads to the right person", () => {
  it.each(Object.keys(forms))("%s", async (name) => {
    await page.goto("about:blank");
    await page.goto(forms[name]?.() ?? "");
    await openPanel(page);
    const panel = await panelFrame(page);
    await panel.getByRole("heading", { level: 1, name: "Maya Okafor", exact: true }).waitFor();
    expect(await panel.getByText(/^Matched by record/).count()).toBe(1);
  });

  it.each([
    ["replaceState", (path: string) => window.standin.replace(path)],
    ["pushState", (path: string) => window.standin.go(path)],
  ])("inside the page, by %s", async (_, move) => {
    await page.goto(`${LIGHTNING}${rep().pathOf("tomasz")}`);
    await openPanel(page);
    const panel = await panelFrame(page);
    await panel.getByRole("heading", { level: 1, name: scene().person("tomasz").name }).waitFor();
    await page.evaluate(move, rep().pathOf("maya"));
    await panel.getByRole("heading", { level: 1, name: "Maya Okafor" }).waitFor();
  });

  it("back and forward", async () => {
    await page.goto(`${LIGHTNING}${rep().pathOf("tomasz")}`);
    await openPanel(page);
    const panel = await panelFrame(page);
    await rep().go(page, rep().pathOf("maya"));
    await panel.getByRole("heading", { level: 1, name: "Maya Okafor" }).waitFor();
    await page.goBack();
    await panel.getByRole("heading", { level: 1, name: scene().person("tomasz").name }).waitFor();
    await page.goForward();
    await panel.getByRole("heading", { level: 1, name: "Maya Okafor" }).waitFor();
  });

  it.each([
    ["developer", "acme-dev-ed.develop"],
    ["scratch", "acme-test.scratch"],
    ["trailhead", "wise-otter-ab12.trailblaze"],
    ["sandbox", "acme--uat.sandbox"],
  ])("on a %s host another org's record is another record", async (_, org) => {
    // The source sends acme's ids, so that the same id elsewhere names nobody.
    await page.goto(`https://${org}.lightning.force.com${rep().pathOf("maya")}`);
    await openPanel(page);
    const panel = await panelFrame(page);
    await panel
      .getByText(/Nobody here has this record|Found by e-mail/)
      .first()
      .waitFor();
    expect(await panel.getByText(/^Matched by record/).count()).toBe(0);
  });

  it.each([
    ["a list", () => `${LIGHTNING}/lightning/o/Lead/list?filterName=Recent`],
    ["home", () => `${LIGHTNING}/lightning/page/home`],
    ["a wrong checksum", () => `${LIGHTNING}/lightning/r/Lead/${id().slice(0, 15)}AA5/view`],
  ])("%s has no tab", async (_, address) => {
    await page.goto(address());
    await page.waitForFunction(() => "standin" in window);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(hasPanel(page)).toBe(false);
    expect(await edgeTab(page)).toBeUndefined();
  });

  it("a page that hides the Navigation API is followed all the same", async () => {
    scene().crm.settings.fakeNavigation = true;
    await page.goto(`${LIGHTNING}${rep().pathOf("tomasz")}`);
    await openPanel(page);
    await rep().go(page, rep().pathOf("maya"));
    const panel = await panelFrame(page);
    await waitForValue("Maya", async () =>
      (await panel.getByRole("heading", { level: 1, name: "Maya Okafor" }).count()) > 0 ? true : undefined,
    );
    scene().crm.settings.fakeNavigation = false;
  });
});
