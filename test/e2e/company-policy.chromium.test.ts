import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { recordPath } from "../standins/crm/client/address.ts";
import { callHub, inviteLink } from "../support/call-hub.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { openPanel } from "../support/chromium-panel.ts";
import { canManage, type ManagedChromium, managedChromium } from "../support/managed-chromium.ts";
import { prepareScene } from "../support/scene.ts";

// A company's policy as the browser itself reads it from its administrator's folder.

/** The extension's id in Chrome, which its key fixes. */
const ID = "kbmflpbopddmkiinafepojpdgnkapapn";

const scene = prepareScene({ empty: true });
let managed: ManagedChromium;
let browser: Chromium;
let options: Page;

// Without a view of its own of the file system, all browsers of the machine would get the policy.
describe.runIf(canManage())("a company's policy", () => {
  beforeAll(async () => {
    const { crm, hub } = scene();
    managed = await managedChromium({
      "3rdparty": {
        extensions: {
          [ID]: { hubUrl: hub.url, emailHint: false, hosts: ["salesforce-defender", "*://*/*"] },
        },
      },
    });
    browser = await launchChromium({
      executable: managed.executable,
      extensionDir: inject("extensionDir"),
      hosts: Object.fromEntries(crm.hosts.map((host) => [host, crm.port])),
      // In a view of its own every process is root.
      args: ["--no-sandbox"],
    });
    options = await browser.open(`${await browser.extensionOrigin()}/options.html`);
  });
  afterAll(async () => {
    await browser?.close();
    await managed?.remove();
  });

  it("is said beside what it decides", async () => {
    await options.getByText(`Your company's Leadside: ${new URL(scene().hub.url).host}`).waitFor();
    const place = options.getByRole("listitem").filter({ hasText: "Microsoft Defender" });
    await place.getByText("Set by your company").waitFor();
    await place.getByText("Your browser has not been asked yet.").waitFor();
    await options.getByRole("button", { name: "Allow what your company set" }).waitFor();
    await options.getByText(/reads the address of your CRM's pages, and nothing else in them/).waitFor();
    await options.getByText(/hosts names "\*:\/\/\*\/\*", which Leadside does not know/).waitFor();
  });

  it("refuses an invitation to another Leadside, and takes the company's by its code alone", async () => {
    const field = options.getByRole("textbox", { name: "Invitation link" });
    const connect = options.getByRole("button", { name: "Connect", exact: true });
    await options.getByRole("textbox", { name: "Your name" }).fill("Sam Whitfield");
    await field.fill("https://leadside.evil.example/join#q7Rm-2vXk-9LtD");
    await connect.click();
    await options
      .getByText(/for leadside\.evil\.example\. Your company's policy connects this browser only/)
      .waitFor();
    await field.fill(new URL(await inviteLink(scene().hub, "sam@acme.example")).hash.slice(1));
    await connect.click();
    await options.getByText(/^Connected to .+ as Sam Whitfield/).waitFor();
  });

  it("leaves the page unread: nobody is looked for by the e-mail address that it shows", async () => {
    const { record } = scene().person("noor");
    const page = await browser.open(
      `https://acme.lightning.force.com${recordPath(record.object, record.id)}`,
    );
    const panel = await openPanel(page);
    await panel.getByRole("heading", { name: "Nothing known yet" }).waitFor();
    const { items } = await callHub(scene().hub.url, scene().hub.adminToken, "lookUps", {});
    expect(items.length).toBeGreaterThan(0);
    expect(JSON.stringify(items)).not.toContain(scene().person("noor").email);
    await page.close();
  });
});
