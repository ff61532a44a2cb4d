import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { type SamplePerson, samplePeople } from "../fixtures/sample/people.ts";
import { sampleEvents } from "../fixtures/sample/sample-events.ts";
import { sendSample } from "../fixtures/sample/send-sample.ts";
import { recordPath } from "../standins/crm/client/address.ts";
import { startCrm } from "../standins/crm/start-crm.ts";
import { addSource, inviteLink, joinAs } from "../support/call-hub.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { panelFrame, waitForValue } from "../support/chromium-panel.ts";
import { connectByInvitation } from "../support/connect.ts";
import { ensureExtension } from "../support/extension-build.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";

/** Whom the bench visits: people of different companies, the first with a long history. */
export const VISITED = ["maya", "karl", "tomasz", "anna", "jorge", "yuki"] as const;
export type Visited = (typeof VISITED)[number];
/** How many touchpoints the first of them has beside the sample's. */
const LONG_HISTORY = 5_000;

export type FloorExtension = "one-line" | "bare-frame";

/** A hub that knows the cast, the stand-in CRM, and browsers that work with both. */
export interface BrowserStage {
  hub: HubProcess;
  nameOf(name: Visited): string;
  pathOf(name: Visited): string;
  addressOf(name: Visited): string;
  /** Our production build, connected as a rep's, with the panel closed and remembered so. */
  ours(args?: readonly string[]): Promise<Chromium>;
  /** An extension that does the least that any such extension must do. */
  floor(extension: FloorExtension, args?: readonly string[]): Promise<Chromium>;
  close(): Promise<void>;
}

export async function setBrowserStage(): Promise<BrowserStage> {
  const extensionDir = await ensureExtension("chrome", console.log);
  const [hub, crm] = await Promise.all([startHub(), startCrm()]);
  await tell(hub);
  const people = new Map(samplePeople().map((person) => [person.key, person]));
  const person = (name: Visited): SamplePerson => {
    const found = people.get(`contact_${name}`);
    if (!found) throw new Error(`Nobody in the sample is called ${name}.`);
    return found;
  };
  const hosts = Object.fromEntries(crm.hosts.map((host) => [host, crm.port]));
  const pathOf = (name: Visited) => recordPath(person(name).record.object, person(name).record.id);
  const addressOf = (name: Visited) => `https://acme.lightning.force.com${pathOf(name)}`;
  const running: Chromium[] = [];
  const launch = async (dir: string, args: readonly string[]) => {
    const browser = await launchChromium({ extensionDir: dir, hosts, args });
    running.push(browser);
    return browser;
  };

  return {
    hub,
    nameOf: (name) => person(name).name,
    pathOf,
    addressOf,
    async ours(args = []) {
      const browser = await launch(extensionDir, args);
      const settings = await connectByInvitation(
        browser,
        await inviteLink(hub, `sam.${randomUUID()}@acme.example`),
        "Sam Whitfield",
      );
      await settings.close();
      const page = await browser.open(addressOf("maya"));
      await closePanel(page);
      await page.close();
      return browser;
    },
    async floor(extension, args = []) {
      const browser = await launch(
        fileURLToPath(new URL(`floor-extensions/${extension}`, import.meta.url)),
        args,
      );
      if (extension === "bare-frame") {
        const token = await joinAs(hub, `kim.${randomUUID()}@acme.example`, "Kim Bare");
        const bareHub = JSON.stringify({ url: hub.url, token });
        await browser.context.addInitScript({
          content: `if (location.protocol === "chrome-extension:") globalThis.bareHub = ${bareHub};`,
        });
      }
      return browser;
    },
    async close() {
      await Promise.all(running.map((browser) => browser.close()));
      await Promise.all([hub.remove(), crm.close()]);
    },
  };
}

/** Closes the panel of a page as a rep does, and waits until the frame has gone and that was remembered. */
export async function closePanel(page: Page): Promise<void> {
  const panel = await panelFrame(page);
  await panel.getByRole("button", { name: "Close" }).click();
  await waitForValue("the panel to go", async () => (page.frames().length === 1 ? true : undefined));
  await new Promise((resolve) => setTimeout(resolve, 200));
}

/** The cast's stories, and a long history of one person. */
async function tell(hub: HubProcess): Promise<void> {
  const writeKey = await addSource(hub, "Website and mail", "acme");
  const events = sampleEvents(new Date()).filter(({ userId }) => !/^contact_\d+$/.test(userId ?? ""));
  await sendSample(hub.url, writeKey, events);
  for (let sent = 0; sent < LONG_HISTORY; sent += 500) {
    const batch = Array.from({ length: 500 }, (_, n) => ({
      type: "page",
      name: `Page ${(sent + n) % 40}`,
      userId: "contact_maya",
      messageId: randomUUID(),
      // One an hour, the last a month ago: the sample's story stays on top.
      timestamp: new Date(Date.now() - (720 + sent + n) * 3_600_000).toISOString(),
    }));
    const answer = await fetch(`${hub.url}/v1/batch`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Basic ${btoa(`${writeKey}:`)}` },
      body: JSON.stringify({ batch }),
    });
    if (!answer.ok) throw new Error(`The hub did not take the long history: ${await answer.text()}`);
  }
}
