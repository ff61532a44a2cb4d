import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addSource, callHub, joinAs } from "../support/call-hub.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { faultSeed } from "../support/fault-seed.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import { waitForValue } from "../support/wait-for.ts";
import { startWebsite, type Website } from "../support/website.ts";

const VISITORS = 4;
/** Before and after each visitor says who they are. */
const EVENTS = 25;
const FAULTS = {
  drop: 0.05,
  fail: 0.05,
  loseAnswer: 0.1,
  failAfter: 0.05,
  delay: 0.2,
  longestDelay: 300,
  most: 30,
};

let hub: HubProcess;
let proxy: FaultProxy;
let website: Website;
let browser: Chromium;

beforeAll(async () => {
  hub = await startHub();
  proxy = await startFaultProxy(hub.url, faultSeed(3), FAULTS);
  website = await startWebsite(proxy.url, await addSource(hub, "Website"));
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await website?.close();
  await proxy?.close();
  await hub?.remove();
});

interface Library {
  page(name: string): Promise<unknown>;
  track(event: string, properties: Record<string, unknown>): Promise<unknown>;
  identify(id: string, traits: Record<string, unknown>): Promise<unknown>;
}

/**
 * Somebody at a browser of their own: what the library sends again gets the id of who is signed in by
 * then, so two who share one browser within a minute would get each other's events, by its own word.
 */
async function arrive(): Promise<Page> {
  const own = await browser.context.browser()?.newContext();
  if (!own) throw new Error("This Chromium gives nobody a profile of their own.");
  const page = await own.newPage();
  await page.goto(`${website.url}/pricing?utm_source=newsletter&utm_campaign=autumn`);
  await page.waitForFunction(() => "analytics" in window);
  return page;
}

/** Somebody looks around, says who they are, and looks around again. */
function visit(page: Page, visitor: number): Promise<void> {
  return page.evaluate(
    async ({ visitor, events }) => {
      const { analytics } = window as unknown as { analytics: Library };
      const look = async (when: string) => {
        await analytics.page("Pricing");
        for (let n = 1; n < events; n += 1) {
          await analytics.track("Content Downloaded", { title: `Piece ${n}, ${when}`, visitor });
        }
      };
      await look("before");
      await analytics.identify(`visitor-${visitor}`, {
        email: `visitor-${visitor}@company-${visitor}.example`,
        name: `Visitor ${visitor}`,
      });
      await look("after");
    },
    { visitor, events: EVENTS },
  );
}

it("what a website's visitors did before and after they said who they are arrives exactly once, on each", async () => {
  await Promise.all(Array.from({ length: VISITORS }, async (_, visitor) => visit(await arrive(), visitor)));

  const token = await joinAs(hub, "sam@acme.example", "Sam Whitfield");
  const history = async (visitor: number) => {
    const record = { crm: "salesforce", org: "acme", object: "Lead", id: "00Q000000000001EAA" };
    const found = await callHub(hub.url, token, "context", {
      record,
      hints: { email: `visitor-${visitor}@company-${visitor}.example` },
    });
    const total = found.kinds.reduce((sum, { count }) => sum + count, 0);
    return { total, person: found.person, first: found.touchpoints.items[0] };
  };
  // The library tries again by itself, and longer after each failure.
  await waitForValue(
    "everything to arrive",
    async () => {
      const totals = await Promise.all(Array.from({ length: VISITORS }, (_, visitor) => history(visitor)));
      return totals.every(({ total }) => total >= 2 * EVENTS) ? true : undefined;
    },
    240_000,
  );
  // And nothing comes twice: the library's second tries are through as well.
  proxy.heal();
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  for (let visitor = 0; visitor < VISITORS; visitor += 1) {
    const { total, person, first } = await history(visitor);
    expect(total).toBe(2 * EVENTS);
    expect(person?.name).toBe(`Visitor ${visitor}`);
    expect(first?.campaign).toBe("autumn");
  }
  const { items } = await callHub(hub.url, hub.adminToken, "sources");
  expect(items[0]?.rejected).toBe(0);
  expect(items[0]?.conflicts).toBe(0);
  expect(proxy.done.loseAnswer + proxy.done.failAfter).toBeGreaterThan(0);
}, 300_000);
