import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import type { Frame, Page, Request } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { nasty } from "../fixtures/hostile-texts.ts";
import { recordPath } from "../standins/crm/client/address.ts";
import { openPanel } from "../support/chromium-panel.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { prepareScene } from "../support/scene.ts";

/** Texts that a database holds: what it cannot is shown to nobody. */
const shown = nasty.filter((text) => !/\0|\p{Surrogate}/u.test(text));
/** What a browser runs, loads or is led astray by, in the few places that everybody reads. */
const NAME = `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>\u202egnp.exe`;
const TITLE = `"><svg/onload=alert(1)> ${"W".repeat(300)}`;
const COMPANY = "javascript:alert(1) <iframe src=https://evil.example/frame></iframe>";

const scene = prepareScene();
const rep = repAtWork(scene, { viewport: { width: 1440, height: 1000 } });
const asked: string[] = [];
const dialogs: string[] = [];

/** Says all of this of the lead whose page is opened, and of a colleague of theirs. */
async function sayHostile(): Promise<void> {
  const { hub, writeKey, person } = scene();
  const { record } = person("maya");
  const who = { userId: "hostile-lead" };
  const identify = (userId: string, traits: object) => ({
    type: "identify",
    userId,
    messageId: randomUUID(),
    traits,
  });
  const track = (event: string, properties: object) => ({
    type: "track",
    ...who,
    event,
    messageId: randomUUID(),
    properties,
  });
  const events = [
    identify(who.userId, {
      salesforceId: record.id,
      name: NAME,
      title: TITLE,
      company: { name: COMPANY, domain: "initech.example", industry: NAME },
      stage: TITLE,
      salesOwner: NAME,
    }),
    identify("hostile-colleague", {
      email: "other@initech.example",
      name: `Colleague ${NAME}`,
      title: TITLE,
      company: { name: COMPANY, domain: "initech.example" },
    }),
    {
      ...track("Page Viewed", { title: NAME, url: "https://www.acme.example/<b>" }),
      userId: "hostile-colleague",
    },
    ...shown.flatMap((text, n) => [
      track("Form Submitted", { form: text, message: text, url: text, title: text, campaign: text }),
      track("Page Viewed", {
        title: text,
        url: `https://www.acme.example/${encodeURIComponent(text.slice(0, 200))}`,
      }),
      // Up to some more than a hundred rows all stand in the page at once.
      ...(n < 8 ? [track(text.slice(0, 200), { title: text.slice(0, 3_000), url: text.slice(0, 300) })] : []),
    ]),
  ];
  for (let n = 0; n < events.length; n += 10) {
    const answer = await fetch(`${hub.url}/v1/batch`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}` },
      body: JSON.stringify({ batch: events.slice(n, n + 10) }),
    });
    expect(answer.status).toBe(200);
  }
}

beforeAll(async () => {
  await sayHostile();
  const { context } = rep().browser;
  context.on("request", (request: Request) => asked.push(request.url()));
  context.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
});

/** Opens the lead's page anew, with a panel of this width, and all that can be unfolded. */
async function openWide(width: number): Promise<{ page: Page; panel: Frame }> {
  const worker = await rep().browser.worker();
  await worker.evaluate(
    (size) =>
      (
        globalThis as unknown as { chrome: { storage: { local: { set(what: object): Promise<void> } } } }
      ).chrome.storage.local.set({ "placement acme": { width: size, tab: 0.4, open: true } }),
    width,
  );
  const { record } = scene().person("maya");
  const page = await rep().browser.open(
    `https://acme.lightning.force.com${recordPath(record.object, record.id)}`,
  );
  const panel = await openPanel(page);
  await panel.getByRole("heading", { level: 1 }).filter({ hasText: "<img src=x onerror" }).waitFor();
  const earlier = panel.getByRole("button", { name: /^(Show earlier|Loading)/ });
  while ((await earlier.count()) > 0) {
    await earlier
      .first()
      .click({ timeout: 2_000 })
      .catch(() => {});
  }
  // What a click opens may itself hold something to open.
  for (let n = 0; n < 2; n++) {
    await panel.evaluate(() => {
      const closed = "button[aria-expanded=false]:not([aria-haspopup])";
      for (const button of document.querySelectorAll<HTMLButtonElement>(closed)) button.click();
    });
    await panel.waitForTimeout(300);
  }
  return { page, panel };
}

/** What sticks out of the panel, and what is cut off without saying so. */
const overflows = (frame: Frame) =>
  frame.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      if (width === 0 || element.closest(".visually-hidden, svg, input")) return false;
      const clips = getComputedStyle(element).overflowX !== "visible";
      return left < -0.5 || right > edge + 0.5 || (clips && element.scrollWidth > element.clientWidth + 1);
    });
    return {
      edge,
      scrolls: document.documentElement.scrollWidth > edge,
      wide: wide.map(
        (element) => `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 40)}`,
      ),
    };
  });

/** Our own words beside text of others that turns the direction: each such text must stand alone in its element. */
const turned = (frame: Frame) =>
  frame.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!/[\u202a-\u202e\u2066-\u2069]/.test(node.textContent ?? "")) continue;
      let keeper = node.parentElement;
      while (keeper && !/isolate|plaintext/.test(getComputedStyle(keeper).unicodeBidi))
        keeper = keeper.parentElement;
      if (keeper && keeper.textContent === node.textContent) continue;
      const held = keeper?.closest("bdi, blockquote, q, a, dd, h1");
      if (!held)
        found.push(
          `${node.parentElement?.tagName}.${node.parentElement?.className}: ${node.textContent?.slice(0, 80)}`,
        );
    }
    return found;
  });

describe("a lead whose every field is hostile", () => {
  it("is shown as text: nothing runs, nothing is asked for, no link leads astray", async () => {
    const { page, panel } = await openWide(380);
    const heading = panel.getByRole("heading", { level: 1 });
    expect(await heading.textContent()).toContain("<script>window.pwned=1</script>");
    await panel.getByText("javascript:alert(1) <iframe").first().waitFor();
    await panel.getByRole("region", { name: "In short" }).waitFor();
    const history = panel.getByRole("list", { name: "Engagement history" });
    await history.getByText("<iframe src=").first().waitFor();
    const words = (await panel.locator("body").textContent()) ?? "";
    const missing = shown.filter((text) => !words.includes(text.trim().slice(0, 100)));
    expect(missing).toEqual([]);

    const found = await panel.evaluate(() => ({
      pwned: (window as unknown as { pwned?: unknown }).pwned,
      foreign: [
        ...document.querySelectorAll(
          "body script, iframe, object, embed, base, meta[http-equiv=refresh], form[action], link[href^=http], style:not(head style), [onerror], [onload]",
        ),
      ].map((element) => element.outerHTML.slice(0, 200)),
      images: [...document.images].map((image) => image.src),
      links: [...document.querySelectorAll("a")].map((link) => [link.protocol, link.target, link.rel]),
    }));
    expect(found.pwned).toBeUndefined();
    expect(found.foreign).toEqual([]);
    expect(found.images).toEqual([]);
    expect(found.links.length).toBeGreaterThan(10);
    for (const [protocol, target, rel] of found.links) {
      expect(["http:", "https:"]).toContain(protocol);
      expect([target, rel]).toEqual(["_blank", expect.stringContaining("noopener")]);
    }
    expect(await page.evaluate(() => (window as unknown as { pwned?: unknown }).pwned)).toBeUndefined();
    expect(await turned(panel)).toEqual([]);
    await page.close();
  });

  it.each([320, 360, 720])(
    "leaves the layout whole at %i px, in the places that a rep knows",
    async (width) => {
      const { page, panel } = await openWide(width);
      await expect.poll(() => overflows(panel)).toEqual({ edge: width, scrolls: false, wide: [] });
      expect(await panel.getByRole("heading", { level: 1 }).count()).toBe(1);
      expect(await panel.getByRole("region", { name: "In short" }).count()).toBe(1);
      expect(await panel.getByRole("list", { name: "Engagement history" }).count()).toBe(1);
      expect(await panel.getByRole("list", { name: "Colleagues" }).count()).toBe(1);
      // To be looked at.
      await mkdir("test-output", { recursive: true });
      await page.screenshot({ path: `test-output/hostile-${width}.png` });
      await panel.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await page.screenshot({ path: `test-output/hostile-${width}-end.png` });
      await page.close();
    },
  );

  it("asked nobody but the CRM and the hub, and opened no dialog", () => {
    const ours = ["https://acme.lightning.force.com", new URL(scene().hub.url).origin];
    const elsewhere = asked.filter(
      (url) => !/^(chrome-extension|data|blob|about):/.test(url) && !ours.includes(new URL(url).origin),
    );
    expect(elsewhere).toEqual([]);
    expect(asked.length).toBeGreaterThan(20);
    expect(dialogs).toEqual([]);
  });
});
