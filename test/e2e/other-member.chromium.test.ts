import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inviteLink } from "../support/call-hub.ts";
import { openPanel, panelFrame, waitForValue } from "../support/chromium-panel.ts";
import { connectByInvitation } from "../support/connect.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { prepareScene } from "../support/scene.ts";
import { startSteerableProxy } from "../support/steerable-proxy.ts";

// A browser changes hands: nothing that one member was shown stays for the next.

const proxy = await startSteerableProxy();
const scene = prepareScene({ env: { LEADSIDE_PUBLIC_URL: proxy.url } });
const rep = repAtWork(scene, { connect: false });
let page: Page;

beforeAll(async () => {
  proxy.aim(scene().hub.url);
  page = await rep().openRecord("maya");
  await connect("sam@acme.example", "Sam Whitfield");
});
afterAll(() => proxy.close());

async function connect(email: string, name: string): Promise<void> {
  const options = await connectByInvitation(rep().browser, await inviteLink(scene().hub, email), name);
  await options.close();
  await page.bringToFront();
}

const ours = async (file: string) => rep().browser.open(`${await rep().browser.extensionOrigin()}/${file}`);

describe("disconnecting", () => {
  it("empties an open panel at once, and keeps no answer that was on its way", async () => {
    const panel = await openPanel(page);
    await panel.getByRole("heading", { level: 1, name: "Maya Okafor" }).waitFor();
    const asked = proxy.passed.length;
    proxy.steer(({ path }) => (path === "/api/context" ? { delay: 3_000 } : {}));
    await panel.getByRole("button", { name: "Refresh" }).click();
    await waitForValue("the question on its way", async () =>
      proxy.passed.slice(asked).some(({ path }) => path === "/api/context") ? true : undefined,
    );

    const options = await ours("options.html");
    await options.getByRole("button", { name: "Disconnect", exact: true }).click();
    await options.getByRole("button", { name: "Yes, disconnect" }).click();
    await options.getByRole("textbox", { name: "Invitation link" }).waitFor();
    await panel.getByText("Maya").first().waitFor({ state: "detached" });
    // By then the delayed answer came to the background.
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    const kept = await options.evaluate(async () => {
      const { chrome } = globalThis as unknown as {
        chrome: { storage: { session: { get(keys: null): Promise<Record<string, unknown>> } } };
      };
      return Object.keys(await chrome.storage.session.get(null)).filter((key) => key.startsWith("context"));
    });
    expect(kept).toEqual([]);
    proxy.steer(() => ({}));
    await options.close();
    await page.bringToFront();
    await panel.getByText("Connect Leadside to begin").waitFor();
    expect(await panel.getByText("Okafor").count()).toBe(0);

    const popup = await ours("popup.html");
    await popup.getByText("Paste the invitation link from your admin in the options.").waitFor();
    expect(await popup.getByRole("button").allTextContents()).toEqual(["Open options"]);
    await popup.close();
    await page.bringToFront();
  });

  it("another member gets their own view, and the panel asks the hub for it", async () => {
    const asked = proxy.passed.length;
    await connect("dana@acme.example", "Dana Reyes");
    const panel = await panelFrame(page);
    await panel.getByRole("heading", { level: 1, name: "Maya Okafor" }).waitFor();
    expect(proxy.passed.slice(asked).some(({ path }) => path === "/api/context")).toBe(true);
  });
});
