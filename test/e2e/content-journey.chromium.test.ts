import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawPaper } from "../fixtures/sample/content/draw-paper.ts";
import { migrationPlan, migrationPlanSecond } from "../fixtures/sample/content/migration-papers.ts";
import type { Paper } from "../fixtures/sample/content/paper.ts";
import { pricingSheet } from "../fixtures/sample/content/pricing-papers.ts";
import { securityOverview } from "../fixtures/sample/content/security-papers.ts";
import { inviteLink } from "../support/call-hub.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { openPanel, waitForValue } from "../support/chromium-panel.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { prepareScene } from "../support/scene.ts";
import { ensurePages } from "../support/web-build.ts";
import { opened, PERSONS_BROWSER } from "./reader-scene.ts";

// Marketing, a rep and a prospect, each in a browser of their own, from the first upload to the news that there is a
// newer version. The hub's own machine counts as a proxy, so that the prospect comes from somewhere else than the team.

const TITLE = "Six-week migration plan";
/** A page that is in sight for less was not read. */
const READING_MS = 2_500;
/** A file is looked into by a process of its own, on a busy machine too. */
const MADE_READY_MS = 40_000;

const scene = prepareScene({ env: { LEADSIDE_TRUSTED_PROXIES: "127.0.0.1" } });
const rep = repAtWork(scene);
let marketer: Chromium;
let prospect: Chromium;
let folder: string;
let desk: Page;
let panel: Frame;

beforeAll(async () => {
  await ensurePages();
  folder = await mkdtemp(join(tmpdir(), "leadside-journey-"));
  marketer = await launchChromium({ viewport: { width: 1280, height: 860 } });
  prospect = await launchChromium({
    args: ["--disable-blink-features=AutomationControlled", `--user-agent=${PERSONS_BROWSER}`],
    viewport: { width: 390, height: 600 },
  });
  await prospect.context.setExtraHTTPHeaders({
    "x-forwarded-for": "203.0.113.7",
    "accept-language": "en-GB,en",
  });
});
afterAll(async () => {
  await Promise.all([marketer?.close(), prospect?.close()]);
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** A document as a file that a marketer has. */
async function file(paper: Paper, name = paper.title): Promise<string> {
  const path = join(folder, `${name}.pdf`);
  await writeFile(path, await drawPaper(paper));
  return path;
}

const choosing = () => desk.getByRole("group", { name: "Choose a condition" }).getByRole("combobox");
const item = (list: string) =>
  panel
    .getByRole("list", { name: list })
    .getByRole("listitem")
    .filter({ has: panel.getByRole("heading", { name: TITLE, exact: true }) });

/** Asks anew until the panel's line about what was sent says so. */
async function says(words: RegExp, milliseconds: number): Promise<void> {
  let said = "";
  await waitForValue(
    `the panel to say ${words}`,
    async () => {
      await panel.getByRole("button", { name: "Refresh" }).click();
      said = await item("Shared content").innerText();
      return words.test(said) ? true : undefined;
    },
    milliseconds,
  ).catch((error: Error) => {
    throw new Error(`${error.message} It says: ${said}`);
  });
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

/** Rolls the wheel until a page begins at the top of what can be seen. */
async function turnTo(reader: Page, page: number): Promise<void> {
  const top = await reader
    .locator(`main .sheet[data-page="${page}"]`)
    .evaluate((sheet) => sheet.getBoundingClientRect().top);
  await reader.mouse.move(190, 300);
  await reader.mouse.wheel(0, top - 80);
}

describe("content, from marketing to a prospect and back", () => {
  it("comes to the desk as three files", async () => {
    const code = new URL(await inviteLink(scene().hub, "dana@acme.example", "marketer")).hash;
    desk = await marketer.open(`${scene().hub.url}/desk/start${code}`);
    await desk.getByRole("textbox", { name: "Your name" }).fill("Dana Reyes");
    await desk.getByRole("button", { name: "Join" }).click();
    await desk
      .getByRole("navigation")
      .getByRole("link", { name: /^Content/ })
      .click();
    await desk
      .getByLabel("Files", { exact: true })
      .setInputFiles([await file(migrationPlan), await file(securityOverview), await file(pricingSheet)]);
    for (const { title, sheets } of [migrationPlan, securityOverview, pricingSheet])
      await desk
        .getByRole("row", { name: new RegExp(`${title} PDF, ${sheets.length} pages`) })
        .waitFor({ timeout: MADE_READY_MS });
  });

  it("gets its guidance, which says at once whom it fits", async () => {
    await desk.getByRole("link", { name: TITLE, exact: true }).click();
    await desk.getByText("Found by search, never recommended").waitFor();
    await desk.getByRole("button", { name: /Add whom it is for/ }).click();
    await choosing().fill("data");
    await desk.getByRole("option", { name: /VP/ }).first().click();
    await desk.getByRole("button", { name: /Add what they did/ }).click();
    await choosing().fill("pricing");
    await desk
      .getByRole("option", { name: /^read pricing,? / })
      .first()
      .click();
    await desk.getByRole("heading", { name: /^Fits (1 person|\d+ people) today$/ }).waitFor();
    await desk.getByText("Maya Okafor").waitFor();
    await desk.getByRole("textbox", { name: "Open with" }).fill("You asked how a move runs.");
    await desk.getByRole("button", { name: "Publish guidance" }).click();
    await desk
      .getByRole("status")
      .getByText(/^Published\. Fits /)
      .waitFor();
  });

  it("is recommended to the rep with its reasons, and its link is copied in one click", async () => {
    panel = await openPanel(await rep().openRecord("maya"));
    await item("Recommended content").waitFor();
    const why = await item("Recommended content").getByLabel("Why this").innerText();
    expect(why).toMatch(/VP Data/);
    expect(why).toMatch(/[Rr]ead .*pricing/);
    await item("Recommended content").getByRole("button", { name: "Copy link" }).click();
    await panel
      .getByRole("status")
      .getByText(/^Link copied/)
      .waitFor();
    await item("Shared content")
      .getByText(/^Link copied at .* Not opened yet\.$/)
      .waitFor();
  });

  it("is read by the prospect, three pages of four, and the panel says so", async () => {
    const reader = await prospect.open(await pasted());
    await opened(reader);
    for (const page of [1, 2, 3]) {
      if (page > 1) await turnTo(reader, page);
      await reader.waitForTimeout(READING_MS);
    }
    await reader.close();
    await says(/Read 3 of 4 pages/, 20_000);
  });

  it("has a second version, and the rep is told what changed", async () => {
    await desk.getByRole("button", { name: "Add a version" }).click();
    await desk
      .getByLabel("Choose the new file")
      .last()
      .setInputFiles(await file(migrationPlanSecond, "plan, second"));
    await desk.getByText("plan, second.pdf is here.").waitFor();
    await desk.getByRole("textbox", { name: "What changed" }).fill("A way back until 23:00");
    await desk.getByRole("button", { name: "Add version 2" }).click();
    await desk.getByRole("status").getByText("Version 2 is out. Links follow it.").waitFor();
    await says(/You sent version 1; version 2 is out.*What changed: A way back until 23:00/s, MADE_READY_MS);
  });
});
