import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDocument } from "pdf-lib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleEvents } from "../fixtures/sample/sample-events.ts";
import { sendSample } from "../fixtures/sample/send-sample.ts";
import { axeFindings } from "../support/axe.ts";
import { addSource, callHub } from "../support/call-hub.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";

let hub: HubProcess;
let chromium: Chromium;
let page: Page;
let folder: string;
const problems: string[] = [];

beforeAll(async () => {
  hub = await startHub();
  folder = await mkdtemp(join(tmpdir(), "leadside-content-"));
  const [writeKey, invite] = await Promise.all([
    addSource(hub, "Website and mail", "acme"),
    callHub(hub.url, hub.adminToken, "invite", { email: "dana@acme.example", role: "marketer" }),
  ]);
  // The cast alone: a second instead of ten.
  const events = sampleEvents(new Date()).filter(({ userId }) => !/^contact_\d+$/.test(userId ?? ""));
  await sendSample(hub.url, writeKey, events);
  chromium = await launchChromium({ viewport: { width: 1280, height: 860 } });
  chromium.context.setDefaultTimeout(30_000);
  page = await chromium.open(`${hub.url}/desk/start#${invite.code}`);
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|Refused to/.test(message.text()))
      problems.push(message.text());
  });
  await page.getByRole("textbox", { name: "Your name" }).fill("Dana Ruiz");
  await page.getByRole("button", { name: "Join" }).click();
  await page.getByRole("link", { name: "Content", exact: true }).click();
  await page.getByText("Add the first piece").waitFor();
});
afterAll(async () => {
  await chromium?.close();
  await hub?.remove();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function pdf(name: string, pages: number, ballast = 0): Promise<string> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1) document.addPage([595, 842]).drawText(`Page ${page}`);
  if (ballast > 0) await document.attach(randomBytes(ballast), "ballast.bin");
  const path = join(folder, name);
  await writeFile(path, await document.save());
  return path;
}

const choose = (...paths: string[]) => page.getByLabel("Files", { exact: true }).setInputFiles(paths);
const line = (title: string) =>
  page
    .getByRole("region", { name: "Files on their way" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("textbox", { name: `Title of ${title}` }) });
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
/** Presses a key until what has the focus says so. */
async function pressTo(key: string, words: string | RegExp): Promise<void> {
  for (let press = 0; press < 24; press += 1) {
    await page.keyboard.press(key);
    if (new RegExp(words).test(await focused())) return;
  }
  throw new Error(`${key} does not lead to ${words}`);
}

describe("content", () => {
  test("three files come in at once, one by itself after the connection broke, and what is no content is refused", async () => {
    let broken = 0;
    await page.route("**/api/files/*/bytes*", async (route) => {
      const offset = Number(new URL(route.request().url()).searchParams.get("offset"));
      if (offset === 0 || broken >= 2) return route.fallback();
      broken += 1;
      await route.abort("connectionreset");
    });
    const deck = join(folder, "Deck for Contoso.pptx");
    await writeFile(deck, Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(2_000, 1)]));
    await choose(
      await pdf("Benchmarks, autumn 2025.pdf", 2, 1_500_000),
      await pdf("security_overview.pdf", 3),
      await pdf("Migration guide.pdf", 4),
      deck,
    );
    await page.getByText("connection lost, goes on by itself").waitFor();
    for (const name of ["security_overview.pdf", "Migration guide.pdf", "Benchmarks, autumn 2025.pdf"])
      await line(name).getByText("Added.").waitFor();
    expect(broken).toBe(2);
    await page.getByText(/^Not taken: .*/).waitFor();
    const answer = join(folder, "an_answer.md");
    await writeFile(answer, "We have **one** already.\n");
    await choose(answer);
    await page.getByRole("button", { name: "Make it a snippet" }).click();
    await line("an_answer.md").getByText("Added.").waitFor();
    // The title is the file's name, and can be written over at once.
    const title = page.getByRole("textbox", { name: "Title of Migration guide.pdf" });
    await title.fill("Migration without a freeze");
    await title.press("Enter");
    await page.getByRole("link", { name: "Migration without a freeze", exact: true }).waitFor();
    await page.getByRole("row", { name: /Security overview PDF, 3 pages/ }).waitFor();
    await page.getByRole("row", { name: /Benchmarks.* PDF, 2 pages/ }).waitFor();
  });

  test("the same bytes again are recognised", async () => {
    await choose(await pdf("Once more.pdf", 1));
    await line("Once more.pdf").getByText("Added.").waitFor();
    await choose(join(folder, "Once more.pdf"));
    await page.getByText("Already here as Once more").waitFor();
    await page.getByRole("button", { name: "Dismiss all that are done" }).click();
    await page.getByRole("button", { name: "Dismiss Once more.pdf" }).click();
    await page.getByRole("region", { name: "Files on their way" }).waitFor({ state: "detached" });
  });

  test("guidance is written with the keyboard alone, counted while it is written, and published", async () => {
    await page.getByRole("heading", { name: "Content" }).focus();
    await pressTo("j", "^Security overview$");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Security overview" }).waitFor();
    await page.getByText("Fits nobody yet").waitFor();

    await pressTo("Tab", "whom");
    await page.keyboard.type("data");
    await page.keyboard.press("Enter");
    await expect.poll(focused).toMatch(/^\+ Add whom/);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("pricing");
    await page.keyboard.press("Enter");
    await expect.poll(focused).toMatch(/^\+ Add what they did/);
    // A change is taken back, and taken again.
    await page.keyboard.press("Control+z");
    const chip = page.getByRole("button", { name: /^read pricing.*condition 2 of 2$/ });
    await chip.waitFor({ state: "detached" });
    await page.keyboard.press("Control+Shift+z");
    await chip.waitFor();
    await page.getByRole("heading", { name: /^Fits (1 person|\d+ people) today$/ }).waitFor();
    await page
      .getByRole("status")
      .getByText(/^Fits (1 person|\d+ people)$/)
      .waitFor({ state: "attached" });

    await pressTo("ArrowRight", "a next step");
    await page.keyboard.type("a technical call");
    await page.keyboard.press("Enter");
    await pressTo("Tab", "No exception known");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.type("You looked at pricing. Most teams first ask who can see their data.");
    await page.getByText(/^Draft kept /).waitFor();
    await pressTo("Shift+Tab", "^Publish guidance$");
    await page.keyboard.press("Enter");
    await page
      .getByRole("status")
      .getByText(/^Published\. Fits /)
      .waitFor();
    await page.getByText("Published", { exact: true }).waitFor();

    // The way back leads to the row that one came from, which by then is counted.
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: /^Fits (nobody|\d+) today$/ }).waitFor();
    await expect.poll(focused).toBe("Security overview");
    await page.keyboard.press("Enter");
    await page.getByText("Published", { exact: true }).waitFor();
  });

  test("the sentence is changed chip by chip: a value, and, removing, closing", async () => {
    // The figure opens to the people behind it.
    await page.getByRole("button", { name: /^(1 person|\d+ people)$/ }).click();
    const people = page.getByRole("region", { name: "All whom it fits" });
    await people.getByRole("listitem").first().waitFor();
    await people.getByRole("button", { name: "Back to the figures" }).click();

    const chip = page.getByRole("button", { name: /^read pricing/ });
    await chip.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: "read pricing within 30 days" }).click();
    await page.getByRole("button", { name: /^read pricing within 30 days/ }).focus();
    await page.keyboard.press("7");
    const days = page.getByRole("textbox", { name: "Within how many days" });
    await days.fill("7");
    await page.getByRole("button", { name: /^read pricing within 7 days/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("listbox").waitFor({ state: "detached" });

    await pressTo("ArrowRight", "Add what they did");
    await page.keyboard.type("contoso");
    await page.getByRole("option", { name: /^said “contoso”/ }).click();
    const joint = page.getByRole("button", { name: /^and\b.*Change to or$/ });
    await joint.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^or\b.*Change to and$/ }).waitFor();
    await pressTo("ArrowRight", "^said");
    await page.keyboard.press("Backspace");
    await page.getByRole("button", { name: /^said “contoso”/ }).waitFor({ state: "detached" });
    // In an empty chooser the first press says what the second removes.
    await pressTo("ArrowRight", "Add what they did");
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: /did or said/ }).press("Backspace");
    await page.getByText("Backspace again removes “read pricing within 7 days”.").waitFor();
    await page.keyboard.press("Backspace");
    await page.getByRole("button", { name: /^read pricing/ }).waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    // Once too often: still here.
    await expect.poll(focused).toMatch(/Add what they did/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    expect(await focused()).toMatch(/Add what they did/);
    expect(page.url()).toMatch(/\/content\/[0-9a-f-]{36}/);
  });

  test("what is written while the hub is away is kept when it is back; a draft is discarded and taken back", async () => {
    await page.route("**/api/guidance/draft", (route) => route.abort("connectionrefused"));
    const ask = page.getByRole("textbox", { name: "Ask" });
    await ask.fill("Who signs off security on your side?");
    await page.getByText(/^Not kept yet/).waitFor();
    await page.unroute("**/api/guidance/draft");
    await page.getByText(/^Draft kept /).waitFor();

    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: /^Discard the draft/ }).click();
    await page.getByRole("status").getByText("Draft discarded.").waitFor();
    await expect.poll(() => ask.inputValue()).toBe("");
    await page.getByRole("button", { name: /^read pricing/ }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => ask.inputValue()).toBe("Who signs off security on your side?");
    await page.getByText(/^Draft kept /).waitFor();
  });

  test("a draft opened again is the one that was kept; one that another tab changed is not overwritten unseen", async () => {
    const ask = page.getByRole("textbox", { name: "Ask" });
    await ask.fill("Who signs off now?");
    await page.getByText(/^Draft kept /).waitFor();
    await page.getByRole("link", { name: "Content", exact: true }).first().click();
    await page.getByRole("link", { name: "Security overview", exact: true }).click();
    await expect.poll(() => ask.inputValue()).toBe("Who signs off now?");
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");

    const other = await chromium.open(page.url());
    await other.getByRole("textbox", { name: "Show" }).fill("Page 9, in the other tab");
    await other.getByText(/^Draft kept /).waitFor();
    await other.close();
    await ask.fill("Who signs off here?");
    await page.getByText(/^This draft was changed in another tab/).waitFor();
    await page.getByRole("button", { name: "Take the other" }).click();
    const show = page.getByRole("textbox", { name: "Show" });
    await expect.poll(() => show.inputValue()).toBe("Page 9, in the other tab");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => ask.inputValue()).toBe("Who signs off here?");
    await page.getByText(/^Draft kept /).waitFor();
  });

  test("what is written while signed out is kept here, and at the hub after signing in elsewhere", async () => {
    const { context } = chromium;
    const cookies = await context.cookies();
    await context.clearCookies();
    const ask = page.getByRole("textbox", { name: "Ask" });
    await ask.fill("Who signs off in the end?");
    await page.getByText(/^You were signed out\./).waitFor();
    await page.getByRole("link", { name: "Sign in", exact: true }).waitFor();
    await context.addCookies(cookies);
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await page.getByText(/^Draft kept /).waitFor();
    expect(await ask.inputValue()).toBe("Who signs off in the end?");
  });

  test("a second version says what changed, and an asset is retired and restored", async () => {
    await page.getByRole("button", { name: "Add a version" }).click();
    const form = page.getByRole("form", { name: "Add a version" });
    await form
      .getByLabel("Choose the new file")
      .last()
      .setInputFiles(await pdf("security_overview 2.pdf", 5));
    await form.getByText("security_overview 2.pdf is here.").waitFor();
    await form.getByRole("button", { name: "Add version 2" }).click();
    await form.getByText("Say what changed: reps who sent the old one are told.").waitFor();
    await form.getByRole("textbox", { name: "What changed" }).fill("New audit report on page 9");
    await form.getByRole("button", { name: "Add version 2" }).click();
    await page.getByRole("status").getByText("Version 2 is out. Links follow it.").waitFor();
    await page.getByText("New audit report on page 9").waitFor();
    await page.getByText("PDF, 5 pages · version 2").waitFor();

    await page.getByRole("button", { name: "Retire", exact: true }).click();
    await page.getByText("Retired: not recommended, found or sent any more.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Retire", exact: true }).waitFor();
  });

  test("nothing that axe finds, and nothing that scrolls sideways, at any width, light or dark", async () => {
    const asset = page.url();
    const list = `${hub.url}/desk/content`;
    const found: Record<string, string[]> = {};
    const views: [string, string, () => Promise<unknown>][] = [
      ["list", list, () => page.getByRole("row", { name: /Security overview/ }).waitFor()],
      ["nothing matches", `${list}?query=zzz`, () => page.getByText("Nothing matches").waitFor()],
      ["snippet", list, () => page.getByRole("button", { name: "Write a snippet" }).click()],
      ["asset", asset, () => page.getByRole("heading", { name: /^Fits/ }).waitFor()],
      ["chooser", asset, () => page.locator('[data-stop="to-0"]').click()],
      ["version", asset, () => page.getByRole("button", { name: "Add a version" }).click()],
      ["more", asset, () => page.getByRole("button", { name: "Apply to more…" }).click()],
    ];
    for (const [name, address, act] of views) {
      await page.goto(address);
      await act();
      for (const width of name === "list" ? [1280, 1024, 400] : [1280, 400]) {
        await page.setViewportSize({ width, height: 860 });
        const wrong: string[] = [];
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          // What stands around a page is looked at with the other pages.
          const own = (await axeFindings(page)).filter((finding) => !finding.includes('class="shell-'));
          wrong.push(...own.map((finding) => `${colorScheme} ${finding}`));
        }
        const wide = await page.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll(".page-work, .page-body")].some(
            (element) => element.scrollWidth > element.clientWidth + 1,
          ),
        );
        if (wide) wrong.push("scrolls sideways");
        const rows = page.locator(".asset-row");
        const heights = await rows.evaluateAll((all) => all.map(({ clientHeight }) => clientHeight));
        if (width === 1024 && heights.some((height) => height > 60)) wrong.push(`rows of ${heights} px`);
        // A page scrolls by itself: the window has nothing to scroll.
        const beyond = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
        if (beyond > 0) wrong.push(`the window scrolls by ${beyond} px`);
        if (wrong.length > 0) found[`${name} at ${width}`] = wrong;
      }
    }
    expect(found).toEqual({});
    expect(problems).toEqual([]);
  });
});
