import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { happeningNow, sampleEvents, withoutNews } from "../fixtures/sample/sample-events.ts";
import { sendSample } from "../fixtures/sample/send-sample.ts";
import { edgeTab, isPanelShown, openPanel, waitForValue } from "../support/chromium-panel.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { prepareScene } from "../support/scene.ts";

const scene = prepareScene();
const rep = repAtWork(scene);
/** The panel records a look after two seconds in sight. */
const LOOK_MS = 3_000;
let page: Page;

beforeAll(async () => {
  page = await rep().openRecord("maya");
});

describe("what came since the rep looked", () => {
  it("is all of it the first time, in letters of their own size", async () => {
    const panel = await openPanel(page);
    await panel.getByText(/^\d+ so far, first look$/).waitFor();
    const size = (text: string) =>
      panel
        .getByText(text)
        .first()
        .evaluate((element) => getComputedStyle(element).fontSize);
    expect([await size("VP Data"), await size("Asked for a demo"), await size("Matched by record")]).toEqual([
      "13px",
      "13px",
      "12px",
    ]);
    await page.waitForTimeout(LOOK_MS);
    await panel.getByRole("button", { name: "Close" }).click();
    await waitForValue("the panel to fold", async () => ((await isPanelShown(page)) ? undefined : true));
    expect((await edgeTab(page))?.description).toBe("");
  });

  it("is told by the closed tab, and is there at once when the panel is opened, parted from what was known", async () => {
    const { news } = withoutNews(sampleEvents(new Date()));
    const again = happeningNow(news).map((call) => ({ ...call, messageId: `${call.messageId} again` }));
    await sendSample(scene().hub.url, scene().writeKey, again);
    // Comes back within the minute in which a kept copy is asked about nothing.
    await page.goto(`https://acme.lightning.force.com${rep().pathOf("maya")}`);
    await waitForValue("the tab to say what is new", async () =>
      (await edgeTab(page))?.description === `${news.length} new` ? true : undefined,
    );
    const panel = await openPanel(page);
    await panel.getByText(new RegExp(`^${news.length} new since `)).waitFor();
    const lines = await panel.getByRole("list", { name: "Engagement history" }).locator("li").allInnerTexts();
    const rule = lines.findIndex((line) => line.startsWith("You last looked today"));
    expect(lines.slice(0, rule).map((line) => line.split("\n")[0])).toEqual([
      "This week",
      "Asked for a demo",
      "Read pricing page",
      "Read “How a migration runs”",
    ]);
  });
});
