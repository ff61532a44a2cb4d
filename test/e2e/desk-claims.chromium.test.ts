import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings } from "../support/axe.ts";
import { callHub } from "../support/call-hub.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import { type ClaimsScene, HOSTILE, setClaimsScene } from "./claims-scene.ts";

let hub: HubProcess;
let scene: ClaimsScene;
let chromium: Chromium;
let page: Page;
let folder: string;
const problems: string[] = [];

beforeAll(async () => {
  hub = await startHub();
  folder = await mkdtemp(join(tmpdir(), "leadside-claims-"));
  scene = await setClaimsScene(hub);
  const { link } = await callHub(hub.url, hub.adminToken, "signInLink", { email: "dana@acme.example" });
  chromium = await launchChromium({ viewport: { width: 1280, height: 860 } });
  chromium.context.setDefaultTimeout(30_000);
  page = await chromium.open(`${hub.url}${new URL(link ?? "").pathname}${new URL(link ?? "").hash}`);
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("dialog", (dialog) => {
    problems.push(`A dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
});
afterAll(async () => {
  await chromium?.close();
  await hub?.remove();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const said = (text: string | RegExp) => page.getByRole("status").getByText(text).waitFor();
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
const open = (path: string) => page.goto(`${hub.url}/desk${path}`);

describe("talking points", () => {
  test("Today says what answers are owed, by when, and how the promise is kept; hostile words are words", async () => {
    const list = page.getByRole("region", { name: /^Feedback waiting for an answer/ });
    await list.getByText("Our promise: first answer within 2 working days").waitFor();
    await list.getByText(HOSTILE.slice(0, 30)).first().waitFor();
    await list.getByText(/^due /).first().waitFor();
    await page
      .getByRole("region", { name: "Time to our first answer" })
      .getByText("2 working days")
      .waitFor();
    const review = page.getByRole("region", { name: /^Reviews due/ });
    await review.getByRole("button", { name: "Still right: Live in six weeks" }).click();
    await said("Live in six weeks: verified today.");
    // The navigation's number is the sum of the lists.
    const counts = await page.locator(".row-list-count").allTextContents();
    const sum = counts.reduce((all, count) => all + Number(count), 0);
    await expect
      .poll(() =>
        page
          .getByRole("link", { name: /^Today/ })
          .locator(".shell-count")
          .textContent(),
      )
      .toMatch(new RegExp(`^${sum} `));
  });

  test("one is begun, written by the keyboard, counted while it is written, kept by itself and published", async () => {
    await page.getByRole("link", { name: "Content", exact: true }).click();
    await page.getByRole("link", { name: /^Talking points/ }).click();
    await page.getByRole("row", { name: /^Live in six weeks v2 .*Fits 24 today/ }).waitFor();
    await page.getByRole("button", { name: "Write a talking point" }).click();
    await page.getByRole("button", { name: "Begin" }).click();
    await page.getByText("Give it a title.").waitFor();
    await page.getByRole("textbox", { name: "Title" }).fill("Keep your SQL, change the engine");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Keep your SQL, change the engine" }).waitFor();
    await page.getByText("Fits nobody yet").waitFor();

    // Too early: it says what is missing, and goes there.
    await page.getByRole("button", { name: "Publish version 1" }).click();
    await page.getByText("Write the sentence. Then it can be published.").waitFor();
    await page.keyboard.type("Your jobs keep their SQL.");
    await page.keyboard.press("Tab");
    await expect.poll(focused).toMatch(/whom/);
    await page.keyboard.type("data");
    await page.getByRole("option", { name: /^people in data/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Fits 24 people today" }).waitFor();

    await page.getByRole("button", { name: "From content" }).click();
    await page.getByRole("textbox", { name: "The content that has it" }).fill("Halden");
    await page.getByRole("button", { name: "Take How Halden went live" }).click();
    await page.getByRole("textbox", { name: "Proof 1, in words" }).fill(`210 jobs, unchanged ${HOSTILE}`);
    await page.getByRole("textbox", { name: "Page of proof 1" }).fill("3");
    await page.getByRole("button", { name: "From an address" }).click();
    await page.getByRole("textbox", { name: "Its address" }).fill("javascript:alert(1)");
    await page.getByRole("button", { name: "Take it" }).click();
    await page.getByText("Use an address that begins with https://.").waitFor();
    await page.getByRole("textbox", { name: "Its address" }).fill("https://northwind.example/story");
    await page.getByRole("button", { name: "Take it" }).click();
    await page.getByRole("textbox", { name: "Proof 2, in words" }).waitFor();
    await page.getByText(/^Draft kept /).waitFor();

    // What was written is there again, also for who comes back later.
    await page.reload();
    await expect
      .poll(() => page.getByRole("textbox", { name: "What to say" }).inputValue())
      .toBe("Your jobs keep their SQL.");
    await page.getByRole("button", { name: "Publish version 1" }).click();
    await said("Version 1 is out: reps see it from now on.");
    await page.getByText("“Your jobs keep their SQL.”").waitFor();
    await page.getByRole("link", { name: "How Halden went live, page 3" }).waitFor();
  });

  test("a draft that another changed is not overwritten unseen", async () => {
    await page.getByRole("button", { name: "New version" }).click();
    const say = page.getByRole("textbox", { name: "What to say" });
    await say.fill("Your jobs keep their SQL, all of them.");
    await page.getByText(/^Draft kept /).waitFor();
    const other = await chromium.open(page.url());
    await other.getByRole("textbox", { name: "What to say" }).fill("Written in the other tab.");
    await other.getByText(/^Draft kept /).waitFor();
    await other.close();
    await say.fill("Your jobs keep their SQL, every one.");
    await page.getByText(/^This draft was changed in another tab/).waitFor();
    await page.getByRole("button", { name: "Take the other" }).click();
    await expect.poll(() => say.inputValue()).toBe("Written in the other tab.");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => say.inputValue()).toBe("Your jobs keep their SQL, every one.");
    await page.getByText(/^Draft kept /).waitFor();
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: /^Discard the draft/ }).click();
    await said("Draft discarded.");
    await page.getByRole("button", { name: "New version" }).waitFor();
  });

  test("two versions are compared: the sentence first, every figure opens its rows, and it is stopped", async () => {
    await open(`/content/talking-points/${scene.claimId}`);
    const finding = page.getByRole("region", { name: "Is version 2 better than version 1?" });
    // The finding is the hub's own sentence: chance decides how many were shown which.
    const { claim } = await callHub(hub.url, scene.dana, "claim", { id: scene.claimId });
    await finding.getByText(claim.comparisons[0]?.words ?? "", { exact: true }).waitFor();
    const table = finding.getByRole("table");
    const row = table.getByRole("row", { name: /^Version 2 A range and a plan/ });
    const counted = (await row.getByRole("link").innerText()).split(":")[0]?.match(/^(\d+) of (\d+)/);
    const [landed, of] = [Number(counted?.[1]), Number(counted?.[2])];
    expect(landed).toBeLessThanOrEqual(of);
    const flat = page.getByRole("table", { name: "How often each fell flat, by reason" });
    await flat
      .getByRole("row", { name: /^Version 2/ })
      .getByRole("link")
      .last()
      .click();
    // The same number of rows stands in the inbox.
    await page.getByRole("heading", { level: 1, name: "Feedback" }).waitFor();
    await expect.poll(() => page.locator(".inbox-row").count()).toBe(of - landed);
    await page.goBack();

    await page.getByRole("button", { name: /^Stop (comparing|otherwise)$/ }).click();
    await page.getByRole("menuitem", { name: "Keep version 1" }).click();
    await said(/^Stopped: reps see version \d+ from now on\.$/);
    const decided = page.getByRole("region", { name: "Decided before" });
    await decided.getByText(/Version 2 against version 1/).waitFor();
  });

  test("another talking point is compared with, and five reps are asked", async () => {
    await page.getByRole("button", { name: "Compare with another" }).click();
    await page.getByRole("textbox", { name: /^Another talking point/ }).fill("keep your");
    await page.getByRole("button", { name: "Compare with Keep your SQL, change the engine" }).click();
    await page.getByRole("region", { name: /^Is “.+” better than “.+”\?$/ }).waitFor();

    await page.getByRole("button", { name: "Ask five reps" }).click();
    await page.getByRole("textbox", { name: "Your question" }).fill(`Do they believe it? ${HOSTILE}`);
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    const asked = page.getByRole("region", { name: "Asked of five reps" });
    await asked.getByText("No rep has seen it yet").waitFor();
    await asked.getByRole("button", { name: /^Close/ }).click();
    await asked.getByText(/closed\.$/).waitFor();
  });

  test("opportunities are read from a report: how it is understood, what is wrong, what came of it", async () => {
    await open("/people/opportunities");
    await page.getByText(/^Pipeline: not connected\./).waitFor();
    const report = join(folder, "deals.csv");
    await writeFile(
      report,
      [
        "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Close Date,Contact Email",
        `0065g00000Abc12,"${HOSTILE.replaceAll('"', '""')}",Company 3,Evaluation,86000,2026-12-19,p3@company-3.example`,
        "0065g00000Abc13,Second,Company 4,Closed Won,not much,2026-12-20,p4@company-4.example",
      ].join("\n"),
    );
    await page.getByLabel("CSV file").setInputFiles(report);
    await page.getByRole("heading", { name: /deals\.csv: 2 lines/ }).waitFor();
    const wrong = page.getByRole("region", { name: /^What is wrong in it/ });
    await wrong.getByText(/^The amount is no number/).waitFor();
    await page.getByRole("textbox", { name: /^Amounts that name no currency/ }).fill("eu");
    await page.getByText("A currency is three letters, such as EUR.").waitFor();
    await page.getByRole("textbox", { name: /^Amounts that name no currency/ }).fill("eur");
    await page.getByRole("button", { name: "Import 2 lines" }).click();
    await page.getByText(/^2 opportunities, 2 of them new or changed/).waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("row", { name: /€ 86,000$/ }).waitFor();
    await page.getByText("Pipeline: not connected.").waitFor({ state: "detached" });
  });

  test("the promise is read by who may not change it, and each says how often mail comes", async () => {
    await open("/settings/promise");
    await page.getByText("A first answer within 2 working days. An admin can change it.").waitFor();
    await open("/settings/mail");
    await page.getByText(/^No mail can be sent now/).waitFor();
    await page.getByRole("radio", { name: "Every Monday" }).check();
    await said("Saved.");
    await page.reload();
    await expect.poll(() => page.getByRole("radio", { name: "Every Monday" }).isChecked()).toBe(true);
  });

  test("nothing that axe finds, and nothing that scrolls sideways, wide and light, narrow and dark", async () => {
    const found: Record<string, string[]> = {};
    const claim = `/content/talking-points/${scene.claimId}`;
    const views: [string, string, () => Promise<unknown>][] = [
      ["today", "/", () => page.getByRole("region", { name: /^Feedback waiting/ }).waitFor()],
      ["list", "/content/talking-points", () => page.getByRole("row", { name: /^Live in/ }).waitFor()],
      ["read", claim, () => page.getByText(/^Fits 24/).waitFor()],
      ["edit", `${claim}?edit=true`, () => page.getByRole("heading", { name: /^Fits/ }).waitFor()],
      ["asset", `/content/${scene.assetId}`, () => page.getByText("When to use", { exact: true }).waitFor()],
      ["opportunities", "/people/opportunities", () => page.getByRole("row", { name: /€/ }).waitFor()],
      ["promise", "/settings/promise", () => page.getByText("Time to our first answer").waitFor()],
      ["mail", "/settings/mail", () => page.getByRole("radio", { name: "Never" }).waitFor()],
    ];
    for (const [name, address, act] of views) {
      await page.setViewportSize({ width: 1280, height: 860 });
      await open(address);
      await act();
      for (const [width, colorScheme] of [
        [1280, "light"],
        [400, "dark"],
      ] as const) {
        await page.setViewportSize({ width, height: 860 });
        await page.emulateMedia({ colorScheme });
        // What stands around a page is looked at with the other pages.
        const wrong = (await axeFindings(page)).filter((finding) => !finding.includes('class="shell-'));
        const wide = await page.evaluate(() =>
          [
            document.documentElement,
            ...document.querySelectorAll(".page-work, .page-body, .page-aside"),
          ].some((element) => element.scrollWidth > element.clientWidth + 1),
        );
        if (wide) wrong.push("scrolls sideways");
        if (wrong.length > 0) found[`${name} at ${width}`] = wrong;
      }
    }
    expect(found).toEqual({});
    expect(problems).toEqual([]);
    expect(await page.title()).not.toBe("owned");
  });
});
