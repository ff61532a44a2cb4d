import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveGallery } from "../gallery/serve.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { describeFeedback } from "./gallery-feedback.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let gallery: Awaited<ReturnType<typeof serveGallery>>;
let chromium: Chromium;
let page: Page;
let states: string[];
let pages: string[];

beforeAll(async () => {
  gallery = await serveGallery();
  chromium = await launchChromium({ viewport: { width: 360, height: 760 } });
  page = await chromium.open(gallery.address);
  ({ states, pages } = await page.evaluate(() => {
    const { states, pages } = window as unknown as { states: string[]; pages: string[] };
    return { states, pages };
  }));
});

afterAll(async () => {
  await chromium?.close();
  await gallery?.close();
});

/** Shows a state, in the page that is open: to load it anew each time takes half of all that is done here. */
async function show(state: string, width = 360): Promise<void> {
  await page.setViewportSize({ width, height: 760 });
  await page.evaluate((name) => (window as unknown as { show(name: string): void }).show(name), state);
  await page.locator("h1").waitFor({ state: "attached" });
}

const calls = (kind: string) =>
  page.evaluate(
    (wanted) =>
      (window as unknown as { calls: { kind: string; request: unknown }[] }).calls
        .filter((call) => call.kind === wanted)
        .map(({ request }) => request),
    kind,
  );
const rows = () => page.getByRole("list", { name: "Engagement history" }).getByRole("button");
const status = () => page.getByRole("status");

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What of them depends on colours: all that a dark page, which has the same elements, can have wrong by itself. */
const OF_COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

async function findings(runOnly: string[] | typeof OF_COLOURS = STANDARDS): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(async (runOnly) => {
    // What is only coming in is pale.
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {})));
    const { axe } = window as unknown as {
      axe: {
        run: (options: object) => Promise<{
          violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run({ runOnly });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }, runOnly);
}

/** What is cut off counts too, not only what scrolls; screen readers' own text may be anywhere. */
function isCut(): boolean {
  const edge = document.documentElement.clientWidth;
  return [...document.querySelectorAll("body *")].some((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    if (width === 0 || element.closest(".visually-hidden, svg, input")) return false;
    const clips = getComputedStyle(element).overflowX !== "visible";
    return left < -0.5 || right > edge + 0.5 || (clips && element.scrollWidth > element.clientWidth + 1);
  });
}

describe("every state", () => {
  it("has nothing that axe finds in light or dark, words and a way on, and nothing cut off at any width", async () => {
    const found: Record<string, string[]> = {};
    for (const state of [...states, ...pages, "crash"]) {
      await show(state);
      // Nobody is called nobody while the page may still show an e-mail.
      if (state !== "loading") await page.locator("main:not([aria-busy=true])").waitFor();
      const wrong: string[] = [];
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const found = await findings(colorScheme === "light" ? STANDARDS : OF_COLOURS);
        wrong.push(...found.map((finding) => `${colorScheme} ${finding}`));
      }
      for (const width of [160, 320, 720]) {
        await page.setViewportSize({ width, height: 760 });
        if (await page.evaluate(isCut)) wrong.push(`cut off at ${width} px`);
      }
      const words = (await page.locator("main").textContent()) ?? "";
      const ways = await page.getByRole("button").or(page.getByRole("textbox")).count();
      if (state !== "loading" && words.length < 20) wrong.push("no words");
      if (state !== "inert" && ways === 0) wrong.push("no way on");
      if (wrong.length > 0) found[state] = wrong;
    }
    expect(found).toEqual({});
  });

  it("would be found out if it had something wrong", async () => {
    await show("person");
    await page.emulateMedia({ colorScheme: "light" });
    await page.evaluate(() => {
      const main = document.querySelector("main");
      main?.insertAdjacentHTML("beforeend", '<p style="width: 900px; color: #ccc">Pale</p>');
    });
    expect((await findings()).join()).toContain("color-contrast");
    expect(await page.evaluate(isCut)).toBe(true);
  });

  it("says after a while that the connection is slow", async () => {
    await show("loading");
    await page.getByText("Still asking Leadside").waitFor();
  });
});

describe("the panel", () => {
  it("is worked by keyboard alone", async () => {
    await show("person");
    const walked: (string | undefined)[] = [];
    for (let press = 0; press < 7; press += 1) {
      await page.keyboard.press("Tab");
      walked.push(
        await page.evaluate(() => {
          const focused = document.activeElement as HTMLElement;
          const label = focused.closest("label") ?? focused;
          return label.textContent?.trim() || focused.ariaLabel || undefined;
        }),
      );
    }
    expect(walked).toEqual([
      "Refresh",
      "More",
      "Close",
      "All 18",
      "Kind: All kinds",
      "Show what we sent",
      "Asked for a demo",
    ]);
    await page.keyboard.press("Enter");
    const link = page.getByRole("link", { name: "https://www.initech.example/demo?utm_campaign=migration" });
    await link.waitFor();
    expect([await link.getAttribute("target"), await link.getAttribute("rel")]).toEqual([
      "_blank",
      "noopener noreferrer",
    ]);
    await page.getByText("Migration without downtime").first().waitFor();
    await page.keyboard.press("Enter");
    await link.waitFor({ state: "detached" });
  });

  it("closes by Escape, but an open menu first", async () => {
    await show("person");
    await page.getByRole("button", { name: "More" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Open options" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    expect(await calls("panel.close")).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await calls("panel.close")).toHaveLength(1);
  });

  it("clears a field and ends the help by Escape before it closes", async () => {
    await show("no_match");
    const field = page.getByRole("textbox", { name: "Exact e-mail" });
    await field.fill("who@initech.example");
    await field.press("Escape");
    expect(await field.inputValue()).toBe("");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Keyboard" }).click();
    await page.getByRole("button", { name: "Got it" }).press("Escape");
    await page.getByRole("region", { name: "Keyboard" }).waitFor({ state: "detached" });
    expect(await calls("panel.close")).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await calls("panel.close")).toHaveLength(1);
  });

  it("closes its menus when the rep goes on in the CRM", async () => {
    await show("person");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menu").waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event("blur")));
    await page.getByRole("menu").waitFor({ state: "detached" });
  });

  it("explains its keys, and gives the focus back", async () => {
    await show("person");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Keyboard" }).click();
    await page.getByRole("button", { name: "Got it" }).press("Enter");
    await page.getByRole("region", { name: "Keyboard" }).waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  });

  it("jumps from In short to the whole history", async () => {
    await show("person");
    await page.getByRole("region", { name: "In short" }).getByRole("button", { name: "All 18" }).click();
    const top = await page
      .getByRole("heading", { name: "Engagement history" })
      .evaluate((heading) => heading.getBoundingClientRect().top);
    const below = await page.locator("header").evaluate((header) => header.getBoundingClientRect().bottom);
    expect(top).toBeGreaterThanOrEqual(below);
  });

  it("filters by kind, and shows what we sent only when asked", async () => {
    await show("person");
    const history = page.getByRole("list", { name: "Engagement history" });
    expect(await history.getByText("Sent:").count()).toBe(0);
    await page.getByRole("button", { name: "Kind: All kinds" }).click();
    await page.getByRole("menuitemradio", { name: "Webinars attended 1" }).click();
    await expect.poll(() => rows().allInnerTexts()).toEqual(["Watched webinar, 38 of 45 min"]);
    await page.getByRole("button", { name: "Kind: Webinars attended" }).click();
    await page.getByRole("menuitemradio", { name: "All kinds" }).click();
    await page.getByRole("checkbox", { name: "Show what we sent" }).check();
    await history.getByText("Sent: webinar reminder").waitFor();
    // It came less than a day before the last look, so the rule stands above it.
    const lines = await history.locator("li").allInnerTexts();
    const at = (start: string) => lines.findIndex((line) => line.startsWith(start));
    expect(at("You last looked")).toBeGreaterThan(at("Downloaded migration guide"));
    expect(at("You last looked")).toBeLessThan(at("Sent: webinar reminder"));
  });

  it("records what was seen, once, after it could be seen for a while", async () => {
    await show("person");
    expect(await calls("panel.seen")).toEqual([]);
    await expect.poll(() => calls("panel.seen"), { timeout: 10_000 }).toHaveLength(1);
    expect(await calls("panel.seen")).toMatchObject([
      { newest: "t24", record: { id: "00Q8d000004kTzQEAU" } },
    ]);
  });

  it("binds a person found by e-mail only by the rep's word, which can be taken back", async () => {
    await show("found_by_email");
    await page.getByText("Found by e-mail m.okafor@initech.example. Is this Maya Okafor?").waitFor();
    expect(await calls("panel.context")).toMatchObject([
      { mode: "kept" },
      { mode: "fresh", email: { value: "m.okafor@initech.example", from: "page" } },
    ]);
    await page.getByRole("button", { name: "Yes, remember it" }).click();
    await status().getByText("Noted: this is Maya Okafor.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await status().getByText("Taken back.").waitFor();
    expect(await calls("panel.undoConfirm")).toMatchObject([{ id: "00000000-0000-4000-8000-000000000077" }]);
  });

  it("says that a word waits while there is no connection", async () => {
    await show("found_by_email_offline");
    await page.getByRole("button", { name: "Yes, remember it" }).click();
    await status().getByText("Sent when the connection is back").waitFor();
  });

  it.each(["refused_later", "options_refused"])(
    "tells what was refused later until it is dismissed: %s",
    async (state) => {
      await show(state);
      const told = page.getByText("Your word on Maya Okafor was not taken. This person is no longer known.");
      await told.waitFor();
      await page.getByRole("button", { name: "Dismiss" }).click();
      await told.waitFor({ state: "detached" });
    },
  );

  it("shows nobody after “not this person”, and finds by a typed address", async () => {
    await show("found_by_email");
    await page.getByRole("button", { name: "No, not this person" }).click();
    await page.getByRole("heading", { level: 1, name: "Not known yet" }).waitFor();
    const field = page.getByRole("textbox", { name: "Exact e-mail" });
    await field.fill("nobody");
    await field.press("Enter");
    await page.getByText("This is not an e-mail address.").waitFor();
    await field.fill("m.okafor@initech.example");
    await page.getByRole("button", { name: "Find person" }).click();
    await page.getByRole("heading", { level: 1, name: "Maya Okafor" }).waitFor();
    expect((await calls("panel.context")).at(-1)).toMatchObject({
      mode: "fresh",
      email: { value: "m.okafor@initech.example", from: "typed" },
    });
  });

  it("keeps a typed address and says that nobody has it", async () => {
    await show("no_match");
    const field = page.getByRole("textbox", { name: "Exact e-mail" });
    await field.fill("who@initech.example");
    await field.press("Enter");
    await page.getByText("Nobody here has who@initech.example.").waitFor();
    expect(await field.inputValue()).toBe("who@initech.example");
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it("opens a colleague whose record is known", async () => {
    await show("person");
    await page.getByRole("button", { name: "Colleagues" }).click();
    const list = page.getByRole("list", { name: "Colleagues" });
    expect(await list.getByRole("button").allInnerTexts()).toHaveLength(1);
    await list.getByRole("button", { name: "Open Priya Raman" }).click();
    expect(await calls("panel.openRecord")).toMatchObject([{ record: { id: "0038d000009kTzQAAU" } }]);
  });

  it("shows text of others as text", async () => {
    await show("hostile");
    await rows().first().click();
    await page.getByText("javascript:document.title='pwned'").waitFor();
    expect(await page.getByRole("link").count()).toBe(0);
    expect(await page.locator("img[src], script:not([src])").count()).toBe(0);
    expect(await page.title()).toBe("Gallery");
  });

  it("keeps the diagnostics of a crash free of what it choked on", async () => {
    await show("crash");
    await chromium.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy diagnostics" }).click();
    await status().getByText("Copied.").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("error: TypeError");
    expect(copied).not.toContain("Maya");
  });
});

describe("content", () => {
  const recommended = () => page.getByRole("list", { name: "Recommended content" });
  const item = (title: string, list = "Recommended content") =>
    page
      .getByRole("list", { name: list })
      .getByRole("listitem")
      .filter({ has: page.getByRole("heading", { name: title, exact: true }) });

  it("says why, opening the rows behind it, how, and how sure that is", async () => {
    await show("recommended");
    const first = item("Security overview");
    await first.getByRole("button", { name: "Read pricing twice" }).press("Enter");
    await first.getByLabel("Why this").getByText("Read pricing page").first().waitFor();
    await first.getByText("Fits if they are evaluating (stage not known).").waitFor();
    await first.getByRole("button", { name: "4 steps" }).click();
    expect(await first.getByLabel("How").getByRole("listitem").allInnerTexts()).toEqual([
      "Open with: You asked where your data would be kept",
      "Show: page 3, where data is kept",
      "Ask: who signs off on security",
      "Offer 20 min with our security lead",
    ]);
    await first.getByRole("button", { name: "12 of 41 readers" }).click();
    await first.getByText("between 19 and 43 of 100").waitFor();
    expect(await findings()).toEqual([]);
    expect(await page.evaluate(isCut)).toBe(false);
  });

  it("copies a message that the rep wrote over, plain and with its link as a link", async () => {
    await show("recommended");
    await chromium.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await item("Security overview").getByRole("button", { name: "More ways to send" }).click();
    await page.getByRole("menuitem", { name: "Copy message" }).click();
    const editor = page.getByRole("region", { name: "Message with Security overview" });
    const text = editor.getByRole("textbox", { name: "Text" });
    await text.fill(`Hi <Maya>\n${/https:\S+/.exec(await text.inputValue())?.[0]}`);
    expect(await findings()).toEqual([]);
    await editor.getByRole("button", { name: "Copy message" }).click();
    await status().getByText("Message copied.").waitFor();
    const copied = await page.evaluate(async () => {
      const [held] = await navigator.clipboard.read();
      const read = async (type: string) => (await held?.getType(type))?.text();
      return [await read("text/plain"), await read("text/html")];
    });
    expect(copied[0]).toBe("Hi <Maya>\nhttps://links.acme.example/l/new/security-overview");
    expect(copied[1]).toContain("Hi &lt;Maya&gt;<br>");
    expect(copied[1]).toContain('href="https://links.acme.example/l/new/security-overview"');
    expect(await calls("content.note")).toMatchObject([{ did: "copied", title: "Security overview" }]);
  });

  it("puts the message on the clipboard for a composer that takes none, and remembers it", async () => {
    await show("recommended");
    const email = item("Security overview").getByRole("button", { name: "Email", exact: true });
    await email.click();
    await page.getByRole("menuitem", { name: "Salesforce" }).click();
    await status()
      .getByText("Opened in Salesforce's composer. The message is on the clipboard: paste it there.")
      .waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("Hello Maya,");
    expect(await calls("content.compose")).toMatchObject([{ composer: "salesforce", text: "" }]);
    await expect.poll(() => email.getAttribute("title")).toBe("Write in: Salesforce");
  });

  it("copies a link without tracking, and a note for the CRM", async () => {
    await show("recommended");
    const more = item("Security overview").getByRole("button", { name: "More ways to send" });
    await more.click();
    await page.getByRole("menuitem", { name: "Send without tracking" }).click();
    await status().getByText("It does not tell who reads it.").waitFor();
    expect(await calls("content.prepare")).toMatchObject([{ tracked: false }]);
    // The note is of that very link.
    await item("Security overview", "Shared content")
      .getByRole("button", { name: "More about the link" })
      .click();
    await page.getByRole("menuitem", { name: "Revoke" }).waitFor();
    await page.getByRole("menuitem", { name: "Copy note for Salesforce" }).click();
    await status().getByText("Note copied.").waitFor();
    expect(await calls("content.prepare")).toHaveLength(1);
    await item("Pricing sheet", "Shared content")
      .getByRole("button", { name: "More about the link" })
      .click();
    await page.getByRole("menuitem", { name: "Copy note for Salesforce" }).click();
    await status().getByText("Note copied.").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^Link copied: “Pricing sheet” \(PDF, 4 pages\) for Maya Okafor, .*\nhttps:/,
    );
  });

  it("puts away at once, opens nothing under the pointer, and takes it back", async () => {
    await show("recommended");
    await item("Security overview").getByRole("button", { name: "Not for this lead" }).click();
    await status().getByText("Put away for this lead.").waitFor();
    expect(await recommended().getByRole("heading").allInnerTexts()).toEqual([
      "Six-week migration plan",
      "How Halden went live",
    ]);
    expect(await recommended().getByRole("button", { name: "Not for this lead" }).count()).toBe(0);
    // The keyboard stands at the next one.
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
      "More about Six-week migration plan",
    );
    await page.getByRole("button", { name: "Undo" }).click();
    // It comes back as it was: open.
    await item("Security overview").getByRole("button", { name: "Not for this lead" }).waitFor();
    expect(await calls("content.undoPutAway")).toMatchObject([
      { id: "00000000-0000-4000-8000-000000000080" },
    ]);
  });

  it("gives no link while there is no connection, but one that is known", async () => {
    await show("recommended_stale");
    expect(await item("Security overview").getByRole("button", { name: "Copy link" }).isDisabled()).toBe(
      true,
    );
    await item("Architecture on one page", "Shared content")
      .getByRole("button", { name: "Copy again" })
      .click();
    await status().getByText("Link copied.").waitFor();
    expect(await calls("content.prepare")).toEqual([]);
    // Of a link that is known a message can be written too: it is the link.
    await item("Architecture on one page", "Shared content")
      .getByRole("button", { name: "More about the link" })
      .click();
    await page.getByRole("menuitem", { name: "Copy message" }).click();
    const editor = page.getByRole("region", { name: "Message with Architecture on one page" });
    expect(await editor.getByRole("textbox", { name: "Text" }).inputValue()).toMatch(/^https:\S+$/);
  });

  it("says whose link was copied to a rep who went on to another record", async () => {
    await show("recommended");
    await item("Security overview")
      .getByRole("button", { name: "Copy link" })
      .evaluate((button: HTMLElement) => {
        button.click();
        (window as unknown as { goOn: () => void }).goOn();
      });
    await status().getByText("Link for Maya Okafor copied.").waitFor();
  });

  it("drops no message that the rep wrote over unasked", async () => {
    await show("recommended");
    await item("Security overview").getByRole("button", { name: "More ways to send" }).click();
    await page.getByRole("menuitem", { name: "Copy message" }).click();
    const editor = page.getByRole("region", { name: "Message with Security overview" });
    await editor.getByRole("textbox", { name: "Text" }).fill("Hello Maya, as you asked");
    await editor.getByRole("button", { name: "Cancel" }).click();
    const question = editor.getByRole("group", { name: "Drop what you wrote?" });
    expect(await findings()).toEqual([]);
    await question.getByRole("button", { name: "Keep writing" }).click();
    expect(await editor.getByRole("textbox", { name: "Text" }).inputValue()).toBe("Hello Maya, as you asked");
    await editor.getByRole("button", { name: "Cancel" }).click();
    await question.getByRole("button", { name: "Drop it" }).click();
    await editor.waitFor({ state: "detached" });
  });

  it("lets a link stay, expire, be limited and be revoked, and takes each back", async () => {
    await show("recommended_composer");
    const sheet = item("Pricing sheet", "Shared content");
    const more = sheet.getByRole("button", { name: "More about the link" });
    const choose = async (name: string) => {
      await more.click();
      await page.getByRole("menuitem", { name, exact: true }).click();
    };
    await choose("Stay at version 2");
    await sheet.getByText("The link stays at version 2.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await sheet.getByText("The link stays at version 2.").waitFor({ state: "detached" });
    await choose("Let it expire…");
    await sheet.getByRole("button", { name: "30 days" }).click();
    await sheet.getByText(/^The link expires /).waitFor();
    await choose("Limit to an address…");
    const field = sheet.getByRole("textbox", { name: "Only for who confirms this address" });
    expect(await field.inputValue()).toBe("m.okafor@initech.example");
    await field.fill("nobody");
    await field.press("Enter");
    await sheet.getByText("This is not an e-mail address.").waitFor();
    expect(await findings()).toEqual([]);
    await field.fill("maya@initech.example");
    await field.press("Enter");
    await sheet.getByText("Only for who confirms maya@initech.example.").waitFor();
    await choose("Revoke");
    await sheet.getByText(/^Revoked at /).waitFor();
    await choose("Allow the link again");
    await sheet.getByText(/^Revoked at /).waitFor({ state: "detached" });
  });

  it("limits a link only where mail can be sent, and says so where it cannot", async () => {
    await show("recommended");
    await item("Pricing sheet", "Shared content")
      .getByRole("button", { name: "More about the link" })
      .click();
    const limit = page.getByRole("menuitem", { name: "Limit to an address…" });
    await limit.getByText("Mail is not set up. Ask an admin.").waitFor();
    expect(await limit.getAttribute("aria-disabled")).toBe("true");
  });

  it("tells page by page what was read, asked for only then, and why a machine is one", async () => {
    await show("recommended");
    expect(await calls("content.views")).toEqual([]);
    const sheet = item("Pricing sheet", "Shared content");
    await sheet.getByRole("button", { name: "page by page" }).click();
    expect(
      await sheet
        .getByRole("list", { name: "Time of people on each page" })
        .getByRole("listitem")
        .allTextContents(),
    ).toEqual(["Page 1: 0:22", "Page 2: 1:31", "Page 3: 0:17", "Page 4: not read"]);
    await item("Migration checklist", "Shared content")
      .getByRole("button", { name: "why we think so" })
      .click();
    await page.getByText("Mimecast's link scanner: it named itself, and ran no script").last().waitFor();
    expect(await findings()).toEqual([]);
    expect(await page.evaluate(isCut)).toBe(false);
  });

  it("finds as it is typed, by keyboard, and comes back to where the rep was", async () => {
    await show("recommended");
    await page.getByRole("button", { name: "Find content" }).press("Enter");
    const field = page.getByRole("searchbox", { name: "What is it about?" });
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    const found = page.getByRole("list", { name: "Found content" });
    await found.getByText("Page 3: … data is kept").waitFor();
    await page.keyboard.type("leave");
    await expect.poll(() => found.getByRole("heading").allInnerTexts()).toEqual(["Why teams leave"]);
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Copy link");
    await page.keyboard.press("ArrowUp");
    await field.fill("zebra");
    await page.getByText("Nothing that you may send has these words.").waitFor();
    expect(await findings()).toEqual([]);
    await field.fill("leave");
    await page.getByRole("button", { name: "Back" }).click();
    await recommended().waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Find content");
    // What was typed is there again.
    await page.getByRole("button", { name: "Find content" }).click();
    expect(await field.inputValue()).toBe("leave");
    await expect.poll(() => found.getByRole("heading").allInnerTexts()).toEqual(["Why teams leave"]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await recommended().waitFor();
    expect(await calls("panel.close")).toEqual([]);
  });

  it("is news in short once a person read it, and no more than that", async () => {
    await show("shared_news");
    const short = page.getByRole("region", { name: "In short" });
    await short.getByText("Pricing sheet: read 3 of 4 pages, 2 min").waitFor();
    await short.getByText("3 new since").waitFor();
    expect(await short.getByText("Migration checklist").count()).toBe(0);
  });
});

describe("text", () => {
  it.each([
    ["person", "h1", "18px / 24px"],
    ["person", ".row-title", "13px / 18px"],
    ["person", ".row-time", "12px / 16px"],
    ["person", ".section-title", "12px / 16px"],
    ["options_connected", ".button", "13px / 18px"],
    ["options_connected", ".card-note", "12px / 16px"],
    ["popup", "strong", "13px / 18px"],
  ])("has its size in %s, %s, whatever the browser gives to pages of extensions", async (state, of, size) => {
    await show(state);
    const found = await page
      .locator(of)
      .first()
      .evaluate((element) => {
        const { fontSize, lineHeight } = getComputedStyle(element);
        return `${fontSize} / ${lineHeight}`;
      });
    expect(found).toBe(size);
  });
});

describe("a refresh that brings new rows", () => {
  it("takes none from the screen and leaves what is read where it is", async () => {
    await show("growing");
    await page.getByRole("button", { name: "Show earlier" }).click();
    const read = page.getByRole("button", { name: "Read page 9800", exact: true });
    await expect
      .poll(
        async () => {
          await page.evaluate(() => window.scrollBy(0, 600));
          return read.isVisible();
        },
        { timeout: 20_000, interval: 30 },
      )
      .toBe(true);
    const asked = (await calls("panel.touchpoints")).length;
    const top = () => read.evaluate((row) => Math.round(row.getBoundingClientRect().top));
    await read.scrollIntoViewIfNeeded();
    const before = await top();
    // Not a click of the test's: it scrolls first, since the header's own place is at the top.
    await page.getByRole("button", { name: "Refresh" }).evaluate((button: HTMLElement) => button.click());
    await page.getByText("All 8,571").waitFor();
    await expect.poll(top).toBe(before);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.getByRole("list", { name: "Engagement history" }).getByText("Read page 10000").waitFor();
    expect(await calls("panel.touchpoints")).toHaveLength(asked);
  });
});

describe("ten thousand touchpoints", () => {
  it("scroll to the very first one with few elements in the page", async () => {
    await show("ten_thousand");
    expect(await rows().count()).toBeLessThan(20);
    await page.getByRole("button", { name: "Show earlier" }).click();
    let most = 0;
    await expect
      .poll(
        async () => {
          const [atEnd, elements] = await page.evaluate(() => {
            window.scrollTo(0, document.documentElement.scrollHeight);
            return [
              document.body.textContent.includes("That is all, back to"),
              document.querySelectorAll("li").length,
            ] as const;
          });
          most = Math.max(most, elements);
          return atEnd;
        },
        { timeout: 60_000, interval: 30 },
      )
      .toBe(true);
    await page.getByRole("button", { name: "Read page 2", exact: true }).waitFor();
    expect(most).toBeLessThan(200);
    // What was asked for: every page once.
    const cursors = (await calls("panel.touchpoints")).map(
      (request) => (request as { cursor?: string }).cursor,
    );
    expect(new Set(cursors).size).toBe(cursors.length);
  });

  it("keep a row where it is while the list is scrolled back up", async () => {
    await page.evaluate(() => window.scrollTo(0, 2_000));
    const seen = await rows().allInnerTexts();
    expect(seen.length).toBeGreaterThan(10);
    const numbers = seen
      .filter((title) => title.startsWith("Read page"))
      .map((title) => Number(title.split(" ")[2]));
    expect(numbers).toEqual([...numbers].sort((one, other) => other - one));
  });
});

describe("options and popup", () => {
  it("say what is wrong beside the field", async () => {
    await show("options_before", 600);
    await page.getByRole("button", { name: "Connect" }).click();
    await page.getByText("Paste the invitation link here.").waitFor();
    await page
      .getByRole("textbox", { name: "Invitation link" })
      .fill("https://leadside.acme.example/join#abc");
    await page.getByRole("button", { name: "Connect" }).click();
    await page.getByText("Say your name.").waitFor();
    await page.getByRole("textbox", { name: "Your name" }).fill("Sam Rivera");
    await page.getByRole("button", { name: "Connect" }).click();
    await page.getByText("This invitation was used already.").waitFor();
  });

  it("show a code for another device, and end another's access only when asked once more", async () => {
    await show("options_connected", 400);
    const card = page.getByRole("region", { name: "Your devices" });
    await card.getByRole("button", { name: "Add a device" }).click();
    await card.getByText("7KQF-92MD").waitFor();
    await card.getByText(/valid for (?:9|10) min/).waitFor();
    // A key that is held down says nothing but the first time.
    const revoke = card.getByRole("button", { name: "Revoke Firefox on Linux" });
    await revoke.press("Enter");
    const keep = card.getByRole("button", { name: "Keep" });
    await expect.poll(() => keep.evaluate((button) => document.activeElement === button)).toBe(true);
    await keep.press("Enter");
    await expect.poll(() => revoke.evaluate((button) => document.activeElement === button)).toBe(true);
    await revoke.press("Enter");
    expect(await findings()).toEqual([]);
    expect(await page.evaluate(isCut)).toBe(false);
    await card.getByRole("button", { name: "Copy link" }).click();
    await status().getByText("Link copied.").waitFor();
    await card.getByRole("button", { name: "Hide" }).click();
    await card.getByText("7KQF-92MD").waitFor({ state: "detached" });
    await card.getByRole("button", { name: "Keep" }).click();
    await card.getByRole("button", { name: "Revoke Firefox on Linux" }).click();
    await card.getByRole("button", { name: "Yes, revoke" }).click();
    await status().getByText("Firefox on Linux is no longer let in.").waitFor();
    expect(await card.getByText("Firefox on Linux").count()).toBe(0);
    const heading = card.getByRole("heading", { name: "Your devices" });
    expect(await heading.evaluate((element) => document.activeElement === element)).toBe(true);
  });

  it("turn notifications on only if the browser is allowed to", async () => {
    await show("options_connected", 400);
    const notices = page.getByRole("switch", { name: "Notifications" });
    await notices.click();
    await status().getByText("Notifications are on.").waitFor();
    expect(await notices.getAttribute("aria-checked")).toBe("true");
    await show("options_places", 400);
    await notices.click();
    await status().getByText("The browser was not allowed to notify").waitFor();
    expect(await notices.getAttribute("aria-checked")).toBe("false");
  });

  it("need no name from who adds a device", async () => {
    await show("options_by_company", 600);
    await page.getByRole("textbox", { name: "Your name" }).waitFor();
    await page.getByRole("textbox", { name: "Invitation link" }).fill("7kqf 92md");
    await page.getByRole("textbox", { name: "Your name" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Connect" }).click();
    await page.getByText("This invitation was used already.").waitFor();
  });

  it("say whose an address is before the browser is asked, and that it was not allowed", async () => {
    await show("options_places", 400);
    const card = page.getByRole("region", { name: "Where your CRM is" });
    await card.getByRole("button", { name: "My CRM has another address" }).press("Enter");
    const field = card.getByRole("textbox", { name: "Address of your CRM" });
    await expect.poll(() => field.evaluate((input) => document.activeElement === input)).toBe(true);
    await page.keyboard.type("our crm");
    await page.keyboard.press("Enter");
    await card.getByText(/That is not a page's address/).waitFor();
    await field.fill("https://acme.lightning.sfcrmapps.cn/lightning/page/home");
    await card.getByText(/^This is Salesforce in China, org acme\. Your browser will ask/).waitFor();
    expect(await findings()).toEqual([]);
    expect(await page.evaluate(isCut)).toBe(false);
    await page.keyboard.press("Enter");
    await card.getByText(/so nothing changed\. Press Allow again/).waitFor();
    await card.getByRole("button", { name: "Remove Salesforce behind Microsoft Defender" }).click();
    await status()
      .getByText(/no longer works at Salesforce behind Microsoft Defender/)
      .waitFor();
  });

  it("ask once more before disconnecting", async () => {
    await show("options_connected", 600);
    await page.getByText("Connected to leadside.acme.example as Sam Rivera").waitFor();
    await page.getByRole("button", { name: "Disconnect" }).click();
    await page.getByRole("button", { name: "Stay connected" }).click();
    await page.getByRole("button", { name: "Disconnect" }).waitFor();
  });
});

describeFeedback({ page: () => page, show, calls, findings });
