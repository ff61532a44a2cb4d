import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { recordPath } from "../standins/crm/client/address.ts";
import { addSource, callHub, inviteLink } from "../support/call-hub.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { openPanel, waitForValue } from "../support/chromium-panel.ts";
import { canManage, type ManagedChromium, managedChromium } from "../support/managed-chromium.ts";
import { prepareScene } from "../support/scene.ts";

// A company's policy as the browser itself reads it from its administrator's folder.

/** The extension's id in Chrome, which its key fixes. */
const ID = "kbmflpbopddmkiinafepojpdgnkapapn";

const scene = prepareScene({ empty: true });
let managed: ManagedChromium;
let browser: Chromium;
let options: Page;

/** What the administrator set, and what else. */
const policies = (more: object = {}) => ({
  "3rdparty": {
    extensions: {
      [ID]: {
        hubUrl: scene().hub.url,
        emailHint: false,
        hosts: ["salesforce-defender", "*://*/*"],
        ...more,
      },
    },
  },
});

/** The administrator changes the policy: done when the options page says so. */
async function setTo(more: object, words: RegExp): Promise<void> {
  await managed.change(policies(more));
  await waitForValue(
    `the options page to say ${words}`,
    async () => {
      await options.reload();
      const said = options.getByText(words).first();
      return said.waitFor({ timeout: 1_500 }).then(
        () => true,
        () => undefined,
      );
    },
    60_000,
  );
}

/** A tool that knows somebody by no more than an e-mail address. */
async function knownByEmail(email: string, name: string): Promise<void> {
  const writeKey = await addSource(scene().hub, "Website");
  const answer = await fetch(`${scene().hub.url}/v1/identify`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`,
    },
    body: JSON.stringify({ userId: "reader_1", messageId: "reader-1", traits: { email, name } }),
  });
  expect(answer.status).toBe(200);
}

// Without a view of its own of the file system, all browsers of the machine would get the policy.
describe.runIf(canManage())("a company's policy", () => {
  beforeAll(async () => {
    const { crm } = scene();
    managed = await managedChromium(policies());
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

  describe("that says no to the person's e-mail address", () => {
    const nobody = "Nobody here has this record";
    let panel: Frame;
    let page: Page;

    it("leaves the page unread: nobody is looked for by the address that it shows", async () => {
      const { record, email } = scene().person("noor");
      await knownByEmail(email, "Noor van Dijk");
      page = await browser.open(`https://acme.lightning.force.com${recordPath(record.object, record.id)}`);
      panel = await openPanel(page);
      await panel.getByRole("heading", { name: nobody }).waitFor();
      const { items } = await callHub(scene().hub.url, scene().hub.adminToken, "lookUps", {});
      expect(items.length).toBeGreaterThan(0);
      expect(JSON.stringify(items)).not.toContain(email);
    });

    it("finds by it once the policy says yes", async () => {
      await setTo({ emailHint: true }, /as a hint, the person's e-mail/);
      await page.reload();
      panel = await openPanel(page);
      // The page's address may be read after the panel has asked; who wants to know now presses Refresh.
      const shown = panel.getByText("Noor van Dijk").first();
      await waitForValue(
        "the person of the page's address",
        async () => {
          await panel.getByRole("button", { name: "Refresh" }).click();
          return shown.waitFor({ timeout: 4_000 }).then(
            () => true,
            () => undefined,
          );
        },
        60_000,
      );
    });

    it("shows that person no more when it says no again, in a panel that is open or opens anew", async () => {
      await setTo({ emailHint: false }, /and nothing else in them/);
      const refresh = panel.getByRole("button", { name: "Refresh" });
      await refresh.click();
      await panel.getByRole("heading", { name: nobody }).waitFor();
      await page.reload();
      panel = await openPanel(page);
      await panel.getByRole("heading", { name: nobody }).waitFor();
      expect(await panel.getByText("Noor van Dijk").count()).toBe(0);
    });

    it.each([
      [
        "names another Leadside",
        "https://leadside.other.example",
        /allow\. Nothing is asked .+ leadside\.other\.example/,
      ],
      [
        "names one in a way that is of no use",
        "http://leadside.acme.example",
        /so this browser connects to none/,
      ],
    ])("keeps away from the old one when it %s, and says so", async (_what, hubUrl, words) => {
      await setTo({ hubUrl }, words);
      expect(await options.getByText(/^Connected to/).count()).toBe(0);
      await page.reload();
      panel = await openPanel(page);
      await panel.getByText(/your company's policy does not allow/).waitFor();
    });

    it("offers no form where it allows none, and has the old account forgotten without a word to its hub", async () => {
      const { hub } = scene();
      const { host } = new URL(hub.url);
      expect(await options.getByRole("textbox", { name: "Invitation link" }).count()).toBe(0);
      await options.getByRole("button", { name: `Forget ${host}` }).click();
      await options
        .getByRole("status")
        .getByText(/^Forgotten here\. Nothing was sent/)
        .waitFor();
      await options.getByRole("button", { name: `Forget ${host}` }).waitFor({ state: "detached" });
      const { items } = await callHub(hub.url, hub.adminToken, "members", undefined);
      expect(items.find(({ email }) => email === "sam@acme.example")?.devices).toBe(1);
      await page.close();
    });
  });
});
