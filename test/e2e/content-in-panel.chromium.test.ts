import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { openPanel } from "../support/chromium-panel.ts";
import { grantedProfile } from "../support/granted-profile.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { prepareScene } from "../support/scene.ts";
import { waitForValue } from "../support/wait-for.ts";
import { contentScene } from "./content-scene.ts";
import { opened, PERSONS_BROWSER } from "./reader-scene.ts";

// A rep is told what to send and why, sends it from a page that forbids the clipboard, and learns what came of it. The
// hub's own machine counts as a proxy, so that the prospect's browser comes from somewhere else than the rep's.

const scene = prepareScene({ env: { LEADSIDE_TRUSTED_PROXIES: "127.0.0.1" } });
const content = contentScene(scene);
// The rep's browser allows notifications without asking.
const granted = await grantedProfile(inject("extensionDir"));
const rep = repAtWork(scene, { profileDir: granted.profileDir });
let prospect: Chromium;
let page: Page;
let panel: Frame;

beforeAll(async () => {
  prospect = await launchChromium({
    args: ["--disable-blink-features=AutomationControlled", `--user-agent=${PERSONS_BROWSER}`],
    viewport: { width: 390, height: 844 },
  });
  await prospect.context.setExtraHTTPHeaders({
    "x-forwarded-for": "203.0.113.7",
    "accept-language": "en-GB,en",
  });
  page = await rep().openRecord("maya");
  panel = await openPanel(page);
});
afterAll(() => prospect?.close());
afterAll(granted.remove);

const recommended = () => panel.getByRole("list", { name: "Recommended content" });
const shared = () => panel.getByRole("list", { name: "Shared content" });
const of = (list: ReturnType<typeof recommended>, title: string) =>
  list.getByRole("listitem").filter({ has: panel.getByRole("heading", { name: title, exact: true }) });
const status = () => panel.getByRole("status");

const inWorker = async <Value>(script: string): Promise<Value> =>
  (await rep().browser.worker()).evaluate<Value>(script);
/** The alarm that asks what changed rings now. */
const aMinuteLater = () =>
  inWorker("chrome.alarms.create('minute', { when: Date.now(), periodInMinutes: 1 })");

const notified = async () =>
  Object.keys(await inWorker<Record<string, true>>("chrome.notifications.getAll()"));

/** Somebody else opens a link, scrolls and stays a little. */
async function read(link: string): Promise<void> {
  const reader = await prospect.open(link);
  await opened(reader);
  await reader.mouse.move(200, 400);
  await reader.mouse.wheel(0, 300);
  await reader.waitForTimeout(3_000);
  await reader.close();
}

/** What the clipboard holds, as a field of the panel gets it. */
async function pasted(): Promise<string> {
  await panel.getByRole("button", { name: "Find content" }).click();
  const field = panel.getByRole("searchbox", { name: "What is it about?" });
  await field.press("ControlOrMeta+v");
  const text = await field.inputValue();
  await panel.getByRole("button", { name: "Back" }).click();
  return text;
}

describe("content in the panel", () => {
  let link: string;
  let mailed: string;

  it("is recommended with when, when not, and the facts that opened it", async () => {
    const item = of(recommended(), "Six-week migration plan");
    await item.getByText(/, to get a technical call$/).waitFor();
    expect(await item.getByLabel("When not to use").innerText()).toContain("questionnaire");
    const why = item.getByLabel("Why this");
    await why.getByRole("button").first().click();
    expect(await why.getByRole("listitem").count()).toBeGreaterThan(0);
    expect(await item.getByLabel("So far").innerText()).toContain("New. Marketing's order.");
  });

  it("is copied in one click though the page forbids the clipboard, and again as the same link", async () => {
    const item = of(recommended(), "Six-week migration plan");
    await item.getByRole("button", { name: "Copy link" }).click();
    await status().getByText("Link copied. The link points at this machine").waitFor();
    link = await pasted();
    expect(link).toMatch(/^http:\/\/localhost:\d+\/l\/\w{22}\/six-week-migration-plan$/);
    await of(shared(), "Six-week migration plan")
      .getByText(/^Link copied at .* Not opened yet\.$/)
      .waitFor();
    await of(shared(), "Six-week migration plan").getByRole("button", { name: "Copy again" }).click();
    await status().getByText("Link copied.").waitFor();
    expect(await pasted()).toBe(link);
    // Told anew it was sent, so it is no longer recommended.
    await panel.getByRole("button", { name: "Refresh" }).click();
    await of(recommended(), "Six-week migration plan").waitFor({ state: "detached" });
    expect(await shared().getByRole("listitem").count()).toBe(1);
  });

  it("was read by somebody else's browser, and the panel says so by itself, page by page", async () => {
    const options = await rep().browser.open(`${await rep().browser.extensionOrigin()}/options.html`);
    await options.getByRole("switch", { name: "Notifications" }).click();
    await options.getByRole("status").getByText("Notifications are on.").waitFor();
    await options.close();
    await page.bringToFront();
    await aMinuteLater();
    const told = () => inWorker<{ notices?: object }>("chrome.storage.local.get('notices')");
    // Who begins to look is told nothing of before.
    await expect.poll(async () => (await told()).notices).toMatchObject({ on: true, told: {} });
    await read(link);
    await waitForValue("the panel to say that it was read", async () => {
      await aMinuteLater();
      // Set anew before it rang, it would never ring.
      await page.waitForTimeout(1_000);
      const words = await of(shared(), "Six-week migration plan").innerText();
      return /\nRead \d of \d pages/.test(words) ? true : undefined;
    });
    await panel
      .getByRole("region", { name: "In short" })
      .getByText(/^Six-week migration plan: read/)
      .waitFor();
    await shared().getByRole("button", { name: "page by page" }).click();
    const sheets = shared().getByRole("list", { name: "Time of people on each page" });
    await sheets.waitFor();
    expect(await sheets.getByText("not read").count()).toBeGreaterThan(0);
    await shared().getByText("A person").waitFor();
    // Whom the panel shows needs no notification.
    expect(await notified()).toEqual([]);
  });

  it("is read in the popup, which opens the person's record", async () => {
    const popup = await rep().browser.open(`${await rep().browser.extensionOrigin()}/popup.html`);
    const list = popup.getByRole("list", { name: "Read what you sent" });
    await list.getByRole("button", { name: /Maya Okafor.*Six-week migration plan: Read/s }).waitFor();
    await popup.close();
  });

  it("has a newer version out, and the rep is told what changed", async () => {
    await content().addVersion("Two pages are enough");
    await panel.getByRole("button", { name: "Refresh" }).click();
    await of(shared(), "Six-week migration plan")
      .getByText(
        "You sent version 1; version 2 is out, and the link shows it. What changed: Two pages are enough.",
      )
      .waitFor();
  });

  it("is revoked, and that is taken back", async () => {
    const more = shared().getByRole("button", { name: "More about the link" });
    await more.click();
    await panel.getByRole("menuitem", { name: "Revoke" }).click();
    await shared()
      .getByText(/^Revoked at /)
      .waitFor();
    expect((await fetch(link)).status).toBe(410);
    await panel.getByRole("button", { name: "Undo" }).click();
    await shared()
      .getByText(/^Revoked at /)
      .waitFor({ state: "detached" });
    expect((await fetch(link)).status).toBe(200);
  });

  it("opens a mail with its text in a tab of its own, and remembers where", async () => {
    const item = of(recommended(), "What teams save");
    await item.getByRole("button", { name: "Email" }).click();
    const tab = rep().browser.context.waitForEvent("page");
    await panel.getByRole("menuitem", { name: "Gmail" }).click();
    const address = new URL(await addressOf(await tab));
    mailed = /http:\S+/.exec(address.searchParams.get("body") ?? "")?.[0] ?? "";
    expect(address.host).toBe("mail.google.com");
    expect(address.searchParams.get("to")).toBe("m.okafor@initech.example");
    expect(address.searchParams.get("body")).toMatch(
      /You asked how long it takes\.[\s\S]*\/l\/\w{22}\/what-teams-save/,
    );
    await (await tab).close();
    await page.bringToFront();
    await of(shared(), "What teams save")
      .getByText(/^Opened in Gmail at /)
      .waitFor();
    expect(await item.getByRole("button", { name: "Email", exact: true }).getAttribute("title")).toBe(
      "Write in: Gmail",
    );
  });

  it("is told by the browser, once, while the panel shows somebody else", async () => {
    const go = (name: "maya" | "priya") => rep().go(page, rep().pathOf(name));
    const heading = (name: string) => panel.getByRole("heading", { level: 1, name });
    await go("priya");
    await heading("Priya Raman").waitFor();
    await read(mailed);
    const first = await waitForValue("a notification", async () => {
      await aMinuteLater();
      await page.waitForTimeout(1_000);
      const [id] = await notified();
      return id;
    });
    expect(JSON.parse(first)).toMatchObject({ record: { id: scene().person("maya").record.id } });
    await inWorker(`chrome.notifications.clear(${JSON.stringify(first)})`);
    await aMinuteLater();
    await page.waitForTimeout(1_000);
    expect(await notified()).toEqual([]);
    await go("maya");
    await heading("Maya Okafor").waitFor();
    await of(shared(), "What teams save")
      .getByText(/^Read \d of \d pages/)
      .waitFor();
  });

  it("is found by its words while they are typed, with the page they stand on", async () => {
    await panel.getByRole("button", { name: "Find content" }).click();
    await page.keyboard.type("dry run");
    const found = panel.getByRole("list", { name: "Found content" });
    await found.getByRole("heading", { name: "Six-week migration plan" }).waitFor();
    await panel.getByRole("searchbox", { name: "What is it about?" }).fill("zebra crossing");
    await panel.getByText("Nothing that you may send has these words.").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await panel.getByRole("button", { name: "Find content" }).waitFor();
  });
});

describe("while Leadside is away", () => {
  it("says at once that no link can be made, gives the known one, and keeps “Not for this lead”", async () => {
    const token = scene().hub.adminToken;
    await content().add("Why teams leave", { url: "https://acme.example/why-teams-leave" });
    await panel.getByRole("button", { name: "Refresh" }).click();
    const item = of(recommended(), "Why teams leave");
    await item.waitFor();
    await scene().hub.stop();

    await item.getByRole("button", { name: "Copy link" }).click();
    await status().getByText("No new link can be made until Leadside is back.").waitFor();
    await item.locator("p").getByText("No new link can be made until Leadside is back.").waitFor();
    expect(await item.getByRole("button", { name: "Copy link" }).isDisabled()).toBe(true);

    await item.getByRole("button", { name: "Not for this lead" }).click();
    await status().getByText("Put away for this lead. Sent when the connection is back.").waitFor();
    await item.waitFor({ state: "detached" });
    await panel
      .getByRole("list", { name: "Waiting for connection" })
      .getByText(/^Not for this lead: Why teams leave/)
      .waitFor();
    // The record is opened anew: it stays away while the word of it waits.
    await page.reload();
    panel = await openPanel(page);
    await shared().waitFor();
    await panel.getByRole("button", { name: "Refresh" }).click();
    await panel.getByText("This is what we knew").waitFor();
    expect(await panel.getByRole("heading", { name: "Why teams leave" }).count()).toBe(0);

    await scene().hub.start({ LEADSIDE_ADMIN_TOKEN: token });
    // Not "Try again": it is gone where the minute's alarm came first.
    await panel.getByRole("button", { name: "Refresh" }).click();
    await panel.getByRole("list", { name: "Waiting for connection" }).waitFor({ state: "detached" });
    await panel.getByRole("button", { name: "Refresh" }).click();
    await panel.getByText("Up to date.").waitFor();
    expect(await panel.getByRole("heading", { name: "Why teams leave" }).count()).toBe(0);
  });
});

/** Where a tab is sent, though nothing answers there. */
async function addressOf(tab: Page): Promise<string> {
  return waitForValue("the tab's address", async () => {
    const session = await tab.context().newCDPSession(tab);
    const { entries } = await session.send("Page.getNavigationHistory");
    await session.detach();
    return entries.map(({ url }) => url).find((url) => url.startsWith("https://"));
  });
}
