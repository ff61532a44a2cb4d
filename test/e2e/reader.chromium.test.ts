import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pdfWithLinks } from "../fixtures/pdf-with-links.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { ROOT } from "../support/root.ts";
import { waitForValue } from "../support/wait-for.ts";
import { opened, PERSONS_BROWSER, type ReaderScene, startReaderScene, type Views } from "./reader-scene.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const HOSTILE = `# Plan

<script>document.title = "owned"</script> [a](javascript:alert(1)) [b](data:text/html,x) ![c](https://stranger.example/c.png)
<img src=x onerror="document.title='owned'"> [d](https://acme.example/d)`;

let scene: ReaderScene;
let browser: Chromium;
let guide: string;
/** What no page of a reader may do. */
const misdeeds: string[] = [];

beforeAll(async () => {
  scene = await startReaderScene();
  browser = await launchChromium({
    // Hides that it is driven, as far as a page can see.
    args: ["--disable-blink-features=AutomationControlled", `--user-agent=${PERSONS_BROWSER}`],
    viewport: { width: 390, height: 844 },
  });
  await browser.context.setExtraHTTPHeaders({
    "x-forwarded-for": "203.0.113.7",
    "accept-language": "en-GB,en",
  });
  browser.context.on("console", (message) => {
    if (message.type() === "error" && !/status of (404|410|503)|net::ERR/.test(message.text())) {
      misdeeds.push(message.text());
    }
  });
  browser.context.on("weberror", (error) => misdeeds.push(error.error().message));
  browser.context.on("dialog", (dialog) => {
    misdeeds.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  browser.context.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (/^http/.test(protocol) && !/^(localhost|127\.0\.0\.1)$/.test(hostname)) misdeeds.push(request.url());
  });
  guide = await scene.add("Migration guide", "guide.pdf", await pdfWithLinks());
});
afterAll(async () => {
  await browser?.close();
  await scene?.remove();
});

async function openGuide(): Promise<{ page: Page; shareId: string }> {
  const { link, shareId } = await scene.send(guide);
  const page = await browser.open(link);
  await opened(page);
  return { page, shareId };
}
const shownPage = (page: Page) => page.getByRole("textbox", { name: "Page, of 12" }).inputValue();
const isShown = (page: Page, wanted: string) =>
  waitForValue(`page ${wanted} in sight`, async () =>
    (await shownPage(page)) === wanted ? true : undefined,
  );
/** Turns the wheel over what is read, as a hand does. */
async function scrollToPage(page: Page, wanted: string): Promise<void> {
  await page.mouse.move(200, 400);
  await waitForValue(`page ${wanted} to be scrolled to`, async () => {
    if ((await shownPage(page)) === wanted) return true;
    await page.mouse.wheel(0, 240);
    return undefined;
  });
}

describe("a prospect reads", () => {
  it("a guide page by page, and the rep is told, also of a tab that was closed", async () => {
    const { page, shareId } = await openGuide();
    expect(await page.locator("h1").textContent()).toBe("Migration guide");
    expect(await page.getByText("From Sam Rivera, Acme").isVisible()).toBe(true);
    await scrollToPage(page, "2");
    await page.locator('[data-page="2"] .text-layer').getByText("Page number 2").waitFor();
    await page.waitForTimeout(2_500);
    await scrollToPage(page, "3");
    await page.waitForTimeout(1_500);
    await page.close();
    const { share, pages, views } = await scene.views(shareId, ({ pages }) => pages.length >= 3);
    expect(share.reading.state).toBe("person");
    expect(pages.map((read) => read.page)).toEqual([1, 2, 3]);
    expect(pages[1]?.seconds).toBeGreaterThanOrEqual(2);
    const view = views.find(({ what }) => what === "view");
    expect(view).toMatchObject({ classification: "person", reason: expect.stringContaining("Scrolled") });
  });

  it("with the keyboard: pages, search over all of them, zoom", async () => {
    const { page } = await openGuide();
    await page.keyboard.press("ArrowRight");
    await isShown(page, "2");
    await page.keyboard.press("Control+f");
    await page.keyboard.type("NEEDLE");
    await page.getByText("1 of 1", { exact: true }).waitFor();
    await isShown(page, "5");
    expect(await page.locator('[data-page="5"] .found[data-current]').isVisible()).toBe(true);
    await page.locator("#find-text").fill("six");
    await page.getByText("9 of 24", { exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("10 of 24", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("#find").isHidden()).toBe(true);
    expect(await page.locator(".found").count()).toBe(0);
    await page.keyboard.press("Control+=");
    await page.getByRole("button", { name: "125 %, fit the width" }).waitFor();
    await page.keyboard.press("Control+0");
    await page.keyboard.press("Home");
    await isShown(page, "1");
    await page.keyboard.press("End");
    await isShown(page, "12");
    await page.close();
  });

  it("a few pages of many: the others are neither drawn nor kept", async () => {
    const { page } = await openGuide();
    for (const wanted of ["4", "8", "12"]) {
      const field = page.getByRole("textbox", { name: "Page, of 12" });
      await field.fill(wanted);
      await field.press("Enter");
      await page.locator(`.sheet[data-page="${wanted}"] canvas`).waitFor();
    }
    await waitForValue("page 1 to be freed", async () =>
      (await page.locator('.sheet[data-page="1"] canvas').count()) === 0 ? true : undefined,
    );
    expect(await page.locator(".sheet canvas").count()).toBeLessThanOrEqual(8);
    await page.close();
  });

  it("a video, of which the browser fetches what is watched", async () => {
    const bytes = await readFile(join(ROOT, "test/fixtures/sample/content/how-halden-went-live.mp4"));
    const { link, shareId } = await scene.send(await scene.add("Halden", "halden.mp4", bytes));
    const page = await browser.context.newPage();
    const ranges: (string | undefined)[] = [];
    page.on("response", (answer) => {
      if (answer.url().includes("/file"))
        ranges.push(`${answer.status()} ${answer.request().headers().range}`);
    });
    await page.goto(link);
    await page.locator("video").click();
    await page.locator("video").evaluate(async (video: HTMLVideoElement) => {
      video.muted = true;
      await video.play();
      video.currentTime = video.duration * 0.75;
      await new Promise((resolve) => video.addEventListener("seeked", resolve, { once: true }));
    });
    await page.mouse.move(100, 500);
    await page.waitForTimeout(2_500);
    await page.close();
    expect(ranges[0]).toMatch(/^206 bytes=0-/);
    const { pages } = await scene.views(shareId, ({ pages }) => pages.length > 0);
    expect(pages.map(({ page }) => page)).toContain(8);
  });

  it("with nothing told: after turning it off, and in the team's preview", async () => {
    const told: string[] = [];
    const page = await browser.context.newPage();
    page.on("request", (request) => request.method() === "POST" && told.push(request.url()));
    await page.goto((await scene.send(guide)).link);
    await page.getByRole("button", { name: "Turn off" }).click();
    await page.getByText("Turned off.").waitFor();
    told.length = 0;
    const preview = await browser.context.newPage();
    preview.on("request", (request) => request.method() === "POST" && told.push(request.url()));
    await preview.goto(await scene.preview(guide));
    await opened(preview);
    await preview.locator('[data-page="1"] .text-layer').getByText("Page number 1").waitFor();
    // The first beacon of a page that tells comes after three seconds.
    await preview.waitForTimeout(3_500);
    expect(told).toEqual([]);
    await page.close();
    await preview.close();
  });

  it("on after the connection was away", async () => {
    const { link } = await scene.send(guide);
    const page = await browser.context.newPage();
    let away = true;
    await page.route("**/file?**", (route) => (away ? route.abort() : route.continue()));
    await page.goto(link);
    await page.getByText("The connection is gone.").waitFor();
    away = false;
    await page.getByRole("button", { name: "Try now" }).click();
    await opened(page);
    await page.getByText("The connection is gone.").waitFor({ state: "hidden" });
    await page.close();
  });

  it("nothing under a link that was withdrawn", async () => {
    const { link, shareId } = await scene.send(guide);
    await scene.revoke(shareId);
    const page = await browser.open(link);
    await page.getByRole("heading", { name: "This link was withdrawn" }).waitFor();
    expect(await page.getByText("Ask Sam Rivera for a new one.").isVisible()).toBe(true);
    await page.close();
  });
});

describe("a machine is no person", () => {
  const scrollByScript = async (page: Page) => {
    await opened(page);
    await page.locator("#stage").evaluate((stage) => stage.scrollTo(0, 5_000));
    await page.waitForTimeout(3_500);
    await page.close();
  };

  it("neither a scanner that renders and scrolls, nor one that hides that it is driven", async () => {
    const scanner = await launchChromium({ viewport: { width: 1280, height: 800 } });
    try {
      const open = await scene.send(guide);
      const hidden = await scene.send(guide);
      await Promise.all([
        scanner.open(open.link).then(scrollByScript),
        browser.open(hidden.link).then(scrollByScript),
      ]);
      const viewed = ({ views: all }: Views) => all.some(({ what }) => what === "view");
      const { share, views } = await scene.views(open.shareId, viewed);
      expect(new Set(views.map(({ classification }) => classification))).toEqual(
        new Set(["likely_automated"]),
      );
      expect(share.reading.state).toBe("automated");
      const quiet = await scene.views(hidden.shareId, viewed);
      expect(quiet.views.find(({ what }) => what === "view")?.classification).toBe("unknown");
    } finally {
      await scanner.close();
    }
  });
});

describe("what is in a file does nothing", () => {
  it("a PDF's scripts and its links to scripts", async () => {
    const { page } = await openGuide();
    const links = page.locator('[data-page="1"] .page-link');
    await links.first().waitFor();
    expect(await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))).toEqual([
      "https://acme.example/plan",
    ]);
    expect(await links.first().getAttribute("rel")).toContain("noopener");
    expect(await page.title()).toBe("Migration guide · Acme");
    await page.close();
  });

  it("Markdown with markup and scripts is words and links", async () => {
    const page = await browser.open(await scene.preview(await scene.addText("An answer", HOSTILE)));
    await page.getByText("Nothing is noted.").waitFor();
    const words = page.locator("article");
    expect(await words.locator("script, img, style").count()).toBe(0);
    const links = await words.locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    expect(links).toEqual(["https://acme.example/d"]);
    expect(await page.title()).toBe("An answer · Acme");
    await page.close();
  });

  it("HTML that calls itself a PDF is not taken", async () => {
    const html = Buffer.from("<!doctype html><script>document.title='owned'</script>");
    await expect(scene.add("Guide", "guide.pdf", html)).rejects.toThrow(/refused|not taken|Save it/i);
  });
});

describe("everybody can read", () => {
  let addresses: string[];
  beforeAll(async () => {
    const { link } = await scene.send(guide);
    const answer = await scene.preview(await scene.addText("An answer", HOSTILE));
    addresses = [link, answer, `${new URL(link).origin}/l/nothing`];
  });

  // Both widths and both schemes; colours do not go by the width.
  it.each([
    [360, "light"],
    [1280, "dark"],
  ] as const)("at %d px, %s: axe finds nothing, nothing is cut off", async (width, colorScheme) => {
    for (const [index, address] of addresses.entries()) {
      const page = await browser.context.newPage();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      // Ours may load no script but its own.
      await page.addInitScript({ path: AXE });
      await page.goto(address);
      if (index === 0) {
        await opened(page);
        await page.locator('[data-page="1"] .text-layer').waitFor();
        await page.getByRole("button", { name: "Find in document" }).click();
      }
      expect(await findings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.close();
    }
  });

  it("without JavaScript too: the first page, the words, the way to the file", async () => {
    const { link } = await scene.send(guide);
    const answer = await fetch(link);
    const text = await answer.text();
    expect(answer.headers.get("content-security-policy")).not.toContain("unsafe");
    expect(text).toMatch(/<img class="sheet-picture"[^>]*src="\/l\/[^"]+\/picture/);
    expect(text).toContain("This document has 12 pages.");
    expect(text).toMatch(/<a class="[^"]*download"/);
    expect(text).toContain('<meta property="og:title" content="Migration guide">');
    expect(text).not.toMatch(/Reader \d|initech/);
  });
});

it("no page ran, asked or complained about anything that it must not", () => {
  expect(misdeeds).toEqual([]);
});

async function findings(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run: (options: object) => Promise<{
          violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  });
}
