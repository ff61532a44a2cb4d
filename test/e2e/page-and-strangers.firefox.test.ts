import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { recordPath } from "../standins/crm/client/address.ts";
import { inviteLink } from "../support/call-hub.ts";
import { connectInFirefox, visibleText } from "../support/connect-firefox.ts";
import { type Firefox, launchFirefox } from "../support/firefox.ts";
import { type CastName, prepareScene } from "../support/scene.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { waitForValue } from "../support/wait-for.ts";

const scene = prepareScene();
let browser: Firefox;
let page: Page;
const CAST: CastName[] = ["maya", "tomasz", "anna", "jorge", "yuki"];

beforeAll(async () => {
  const { crm, hub } = scene();
  browser = await launchFirefox({ extensionDir: inject("extensionDir"), hosts: crm.hosts, port: crm.port });
  await connectInFirefox(browser, await inviteLink(hub, "sam@acme.example"), "Sam Whitfield");
  page = await browser.open(`https://acme.lightning.force.com${pathOf("maya")}`);
  await panelOf("maya");
});
afterAll(() => browser?.close());

const pathOf = (name: CastName) => {
  const { record } = scene().person(name);
  return recordPath(record.object, record.id);
};
const nameOf = (name: CastName) => scene().person(name).name;

async function panelOf(name: CastName) {
  const panel = await browser.panelFrame(page);
  await waitForValue(`the panel to show ${nameOf(name)}`, async () =>
    (await visibleText(panel)).includes(nameOf(name)) ? true : undefined,
  );
  return panel;
}
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("in Firefox", () => {
  it("the page hears no key of the panel, and its tree holds one element of ours with nothing readable", async () => {
    const panel = await panelOf("maya");
    await panel.evaluate(() => {
      let keys = 0;
      addEventListener("keydown", () => {
        keys += 1;
      });
      Object.assign(window, { keysHeard: () => keys });
      document.querySelector<HTMLButtonElement>("button")?.focus();
    });
    await page.evaluate(() => {
      window.standin.events.length = 0;
    });
    await page.keyboard.type("jackdaws love my big sphinx of quartz");
    const heard = await page.evaluate(() =>
      window.standin.events.map(({ type }) => type).filter((type) => /key|input|paste/.test(type)),
    );
    expect(heard).toEqual([]);
    // They were typed, and the panel had them.
    expect(
      await panel.evaluate(() => (window as unknown as { keysHeard(): number }).keysHeard()),
    ).toBeGreaterThan(30);
    const found = await page.evaluate(() => {
      const ours = [...document.querySelectorAll("*")].filter(({ tagName }) =>
        tagName.startsWith("LEADSIDE"),
      );
      return {
        count: ours.length,
        root: ours[0]?.shadowRoot ?? null,
        frames: document.querySelectorAll("iframe").length,
        html: document.documentElement.outerHTML.includes("moz-extension"),
        resources: performance.getEntriesByType("resource").filter(({ name }) => /extension:/.test(name))
          .length,
      };
    });
    expect(found).toEqual({ count: 1, root: null, frames: 0, html: false, resources: 0 });
  });

  it("a frame that the page made itself stays inert, whatever it is told", async () => {
    await page.evaluate((src) => {
      const frame = document.createElement("iframe");
      frame.name = "stolen";
      frame.src = src;
      document.body.append(frame);
    }, `${browser.extensionOrigin}/panel.html`);
    await pause(1_000);
    const target = { record: { crm: "salesforce", org: "acme", ...scene().person("maya").record } };
    await page.evaluate((target) => {
      const { contentWindow } = document.querySelector<HTMLIFrameElement>("iframe[name=stolen]") ?? {};
      for (const say of ["hello", "target", "shown"])
        contentWindow?.postMessage(
          { leadside: "frame", nonce: "f".repeat(64), say, target, shown: true },
          "*",
        );
    }, target);
    await pause(1_000);
    const texts = await Promise.all(
      page
        .frames()
        .map((frame) =>
          frame
            .evaluate(() => ({ mine: window.name === "stolen", text: document.body.textContent ?? "" }))
            .catch(() => ({ mine: false, text: "" })),
        ),
    );
    for (const { text } of texts.filter(({ mine }) => mine)) expect(text).not.toContain("Okafor");
    await page.evaluate(() => document.querySelector("iframe[name=stolen]")?.remove());
    await panelOf("maya");
  });

  it("twenty changes of record never show one person's line under another's name", async () => {
    const panel = await panelOf("maya");
    const titles = Object.fromEntries(CAST.map((name) => [nameOf(name), scene().person(name).title]));
    await panel.evaluate((titles) => {
      const wrong: string[] = [];
      let looks = 0;
      Object.assign(window, { wrong, looked: () => looks });
      new MutationObserver(() => {
        looks += 1;
        const heading = document.querySelector("h1")?.textContent ?? "";
        const text = document.body.textContent ?? "";
        for (const [name, title] of Object.entries(titles))
          if (name !== heading && text.includes(title)) wrong.push(`${heading}: ${title}`);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    }, titles);
    const random = seededRandom(20);
    let last: CastName = "maya";
    for (let change = 0; change < 20; change += 1) {
      last = CAST.filter((name) => name !== last)[Math.floor(random() * (CAST.length - 1))] ?? "anna";
      await page.evaluate((to) => window.standin.go(to), pathOf(last));
      await pause(150);
    }
    await panelOf(last);
    const { wrong, looks } = await panel.evaluate(() => {
      const kept = window as unknown as { wrong: string[]; looked(): number };
      return { wrong: kept.wrong, looks: kept.looked() };
    });
    expect(wrong).toEqual([]);
    expect(looks).toBeGreaterThan(20);
  });
});
