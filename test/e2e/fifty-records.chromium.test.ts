import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { RecordRef } from "../../lib/contract/record.ts";
import { recordPath } from "../standins/crm/client/address.ts";
import { inviteLink } from "../support/call-hub.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { openPanel, panelFrame } from "../support/chromium-panel.ts";
import { connectByInvitation } from "../support/connect.ts";
import { faultSeed } from "../support/fault-seed.ts";
import { type CastName, prepareScene } from "../support/scene.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { startSteerableProxy } from "../support/steerable-proxy.ts";

const proxy = await startSteerableProxy();
const scene = prepareScene({ env: { LEADSIDE_PUBLIC_URL: proxy.url } });
/** People of different companies, so that nobody is somebody else's colleague. */
const CAST: CastName[] = ["maya", "karl", "tomasz", "anna", "jorge", "yuki"];
const CHANGES = 50;
const WITHIN_MS = 10_000;

let browser: Chromium;
let page: Page;

beforeAll(async () => {
  const { crm, hub } = scene();
  proxy.aim(hub.url);
  await sendMarkers();
  browser = await launchChromium({
    extensionDir: inject("extensionDir"),
    hosts: Object.fromEntries(crm.hosts.map((host) => [host, crm.port])),
  });
  await connectByInvitation(browser, await inviteLink(hub, "sam@acme.example"), "Sam Whitfield");
  page = await browser.open(`https://acme.lightning.force.com${pathOf("maya")}`);
});
afterAll(async () => {
  await browser?.close();
  await proxy.close();
});

const recordOf = (name: CastName) => scene().person(name).record;
const pathOf = (name: CastName) => recordPath(recordOf(name).object, recordOf(name).id);
/** A fact that belongs to one person only, and is told by its look. */
const markerOf = (name: CastName) => `Only of ${name}`;

/** One event each under a name that no other person's history holds. */
async function sendMarkers(): Promise<void> {
  const batch = CAST.map((name) => ({
    type: "track",
    event: markerOf(name),
    userId: scene().person(name).key,
    messageId: randomUUID(),
    timestamp: new Date().toISOString(),
  }));
  const answer = await fetch(`${scene().hub.url}/v1/batch`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Basic ${btoa(`${scene().writeKey}:`)}` },
    body: JSON.stringify({ batch }),
  });
  expect(answer.status).toBe(200);
}

interface Sight {
  heading: string;
  text: string;
}

/** Writes down what the panel shows after every change of its content. */
async function watchPanel(): Promise<() => Promise<Sight[]>> {
  const frame = await panelFrame(page);
  await frame.evaluate(() => {
    const sights: { heading: string; text: string }[] = [];
    Object.assign(window, { sights });
    const look = () => {
      const heading = document.querySelector("h1")?.textContent ?? "";
      sights.push({ heading, text: document.body.textContent ?? "" });
    };
    look();
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  return () =>
    frame.evaluate(() => (window as unknown as { sights: { heading: string; text: string }[] }).sights);
}

it("never shows one person's facts under another's name, whatever comes late", async () => {
  await openPanel(page);
  const panel = await panelFrame(page);
  await panel.getByText(markerOf("maya")).first().waitFor();
  const sights = await watchPanel();

  // Up to three seconds late, each answer for itself: they overtake each other.
  const random = seededRandom(faultSeed(50));
  proxy.steer(({ path }) => (path === "/api/context" ? { delay: Math.floor(random() * 3_000) } : {}));
  const asked = proxy.passed.length;
  const begin = Date.now();
  let last: CastName = "maya";
  for (let change = 0; change < CHANGES; change += 1) {
    const others = CAST.filter((name) => name !== last);
    last = others[Math.floor(random() * others.length)] ?? "karl";
    await page.evaluate((to) => window.standin.go(to), pathOf(last));
    const due = begin + ((change + 1) * WITHIN_MS) / CHANGES;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now())));
  }
  proxy.steer(() => ({}));
  await panel.getByRole("heading", { level: 1, name: scene().person(last).name }).waitFor();
  await panel.getByText(markerOf(last)).first().waitFor();

  const seen = await sights();
  const headings = new Set(seen.map(({ heading }) => heading));
  const names = new Map(CAST.map((name) => [scene().person(name).name, name]));
  expect(seen.length).toBeGreaterThan(CHANGES);
  expect(headings.size).toBeGreaterThan(CAST.length);
  const wrong = seen.filter(({ heading, text }) =>
    CAST.some((name) => text.includes(markerOf(name)) && names.get(heading) !== name),
  );
  expect(wrong).toEqual([]);
  // The watch would notice: every one of them was seen with their own fact at some moment.
  expect(seen.some(({ heading, text }) => text.includes(markerOf(names.get(heading) ?? "maya")))).toBe(true);

  const calls = proxy.passed.slice(asked).filter(({ path }) => path === "/api/context");
  const ids = new Set(calls.map(({ body }) => (JSON.parse(body) as { record: RecordRef }).record.id));
  // One request a record, not one a visit.
  expect(calls.length).toBeLessThanOrEqual(CHANGES);
  expect(ids.size).toBeLessThanOrEqual(CAST.length);
});

it("shows the next person only, when the answer for the last one comes long after", async () => {
  const slow = recordOf("anna").id;
  await page.reload();
  await openPanel(page);
  proxy.steer(({ path, body }) => (path === "/api/context" && body.includes(slow) ? { delay: 2_500 } : {}));
  await page.evaluate((to) => window.standin.go(to), pathOf("anna"));
  await page.evaluate((to) => window.standin.go(to), pathOf("tomasz"));
  const panel = await panelFrame(page);
  await panel.getByText(markerOf("tomasz")).first().waitFor();
  // Anna's answer comes in the meantime.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(await panel.getByText(markerOf("anna")).count()).toBe(0);
  expect(await panel.getByRole("heading", { level: 1 }).textContent()).toBe(scene().person("tomasz").name);
});
