import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { callHub, joinAs } from "../support/call-hub.ts";
import { killWorker } from "../support/chromium.ts";
import { openPanel, panelFrame, waitForValue } from "../support/chromium-panel.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { prepareScene } from "../support/scene.ts";

/** An org that no source names, so that people are found there by the page's e-mail only. */
const ORG = "acme-dev-ed.develop";

const scene = prepareScene();
const rep = repAtWork(scene);

async function matchOf(name: "maya" | "priya") {
  const { hub, person } = scene();
  const token = await joinAs(hub, `${crypto.randomUUID()}@acme.example`, "Looks on");
  const record = { crm: "salesforce", org: ORG, ...person(name).record };
  return (await callHub(hub.url, token, "context", { record })).match;
}

describe("what a rep does while the hub is out of reach", () => {
  let page: Page;
  beforeAll(async () => {
    page = await rep().openRecord("maya", ORG);
    await openPanel(page);
  });

  it("waits, outlives the background, and arrives once the hub is back", async () => {
    const panel = await panelFrame(page);
    const yes = panel.getByRole("button", { name: "Yes, remember it" });
    await yes.waitFor();
    expect((await matchOf("maya")).by).toBe("none");

    await scene().hub.kill();
    await yes.click();
    await yes.waitFor({ state: "hidden" });
    await killWorker(rep().browser.context);
    await scene().hub.start();
    await panel.getByRole("button", { name: "Refresh" }).first().click();

    const picked = await waitForValue("the confirmation at the hub", async () => {
      const match = await matchOf("maya");
      return match.by === "picked" ? match : undefined;
    });
    expect(picked.by).toBe("picked");
  });

  it("arrives also when the background dies right after the click", async () => {
    await rep().go(page, rep().pathOf("priya"));
    const panel = await panelFrame(page);
    await panel.getByRole("heading", { level: 1, name: "Priya Raman" }).waitFor();
    const yes = panel.getByRole("button", { name: "Yes, remember it" });
    await yes.waitFor();
    await Promise.all([yes.click(), killWorker(rep().browser.context)]);
    const picked = await waitForValue("the confirmation at the hub", async () => {
      const match = await matchOf("priya");
      return match.by === "picked" ? match : undefined;
    });
    expect(picked.by).toBe("picked");
  });
});
