import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HttpsServer, startHttps } from "../standins/https-server.ts";
import { openPanel, panelFrame, waitForValue } from "../support/chromium-panel.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { prepareScene } from "../support/scene.ts";

/** What nobody but the rep may read. */
const SECRETS = ["Maya Okafor", "We need this live before Q1", "Initech"];
const STRANGER = "stranger.example";
/** A page that keeps whatever it is told. */
const LISTENING = `<!doctype html><title>Stranger</title><script>
  window.heard = []; addEventListener("message", (event) => heard.push(JSON.stringify(event.data)));</script>`;

const hosts: Record<string, number> = {};
let site: HttpsServer;
beforeAll(async () => {
  site = await startHttps([STRANGER], (_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(LISTENING);
  });
  hosts[STRANGER] = site.port;
});
const scene = prepareScene();
const rep = repAtWork(scene, { hosts });
afterAll(() => site?.close());

/** The text of a frame, or nothing when there is no document to read. */
const textOf = (frame: Frame) => frame.evaluate(() => document.body?.textContent ?? "").catch(() => "");
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Puts a frame with this address into a page, as any script of the page can. */
async function embed(page: Page, address: string): Promise<Frame | undefined> {
  await page.evaluate((src) => {
    const frame = document.createElement("iframe");
    frame.name = "stolen";
    frame.src = src;
    document.body.append(frame);
  }, address);
  await pause(1_000);
  return page.frames().find((frame) => frame.name() === "stolen");
}

/** Says all that a page could say to a panel, with nonces of its own. */
async function shout(page: Page, record: unknown): Promise<void> {
  await page.evaluate((target) => {
    const frame = document.querySelector<HTMLIFrameElement>("iframe[name=stolen]");
    for (const nonce of ["", "0".repeat(64), "f".repeat(64)]) {
      for (const say of ["hello", "target", "shown", "focus"]) {
        frame?.contentWindow?.postMessage({ leadside: "frame", nonce, say, target, shown: true }, "*");
      }
    }
  }, record);
  await pause(1_000);
}

const target = () => ({
  record: { crm: "salesforce", org: "acme", ...scene().person("maya").record },
  sandbox: false,
  subject: "person",
  label: "Lead",
});

async function expectNothing(frame: Frame | undefined): Promise<void> {
  const text = frame ? await textOf(frame) : "";
  for (const secret of SECRETS) expect(text).not.toContain(secret);
}

describe("strangers get nothing", () => {
  let page: Page;
  let panelAddress: string;
  beforeAll(async () => {
    page = await rep().openRecord("maya");
    await openPanel(page);
    const panel = await panelFrame(page);
    await panel.getByText("We need this live before Q1").first().waitFor();
    panelAddress = `${await rep().browser.extensionOrigin()}/panel.html`;
  });

  it("a foreign page cannot frame the panel", async () => {
    const stranger = await rep().browser.open(`https://${STRANGER}/`);
    const stolen = await embed(stranger, panelAddress);
    await shout(stranger, target());
    await expectNothing(stolen);
    expect(stolen === undefined || !stolen.url().startsWith("chrome-extension://")).toBe(true);
    await stranger.close();
  });

  it("a CRM page's own script that frames the panel gets an inert one", async () => {
    const before = await panelFrame(page);
    for (const address of [panelAddress, before.url()]) {
      const stolen = await embed(page, address);
      await shout(page, target());
      await expectNothing(stolen);
      await page.evaluate(() => document.querySelector("iframe[name=stolen]")?.remove());
    }
  });

  it("a nonce that another frame was given is worth nothing, and ours goes on", async () => {
    const panel = await panelFrame(page);
    await panel.getByRole("button", { name: "Refresh" }).click();
    await panel.getByText("We need this live before Q1").first().waitFor();
  });

  it("the panel opened in a tab of its own shows nobody", async () => {
    const alone = await rep().browser.open(panelAddress);
    await pause(1_000);
    await expectNothing(alone.mainFrame());
    const answer = await alone.evaluate(
      (record) =>
        new Promise((resolve) => {
          const { runtime } = (
            globalThis as unknown as { chrome: { runtime: { sendMessage: (...args: unknown[]) => void } } }
          ).chrome;
          const message = {
            leadside: "ask",
            id: crypto.randomUUID(),
            kind: "panel.context",
            request: { record, mode: "fresh" },
          };
          runtime.sendMessage(message, resolve);
        }),
      target().record,
    );
    expect(answer).toMatchObject({ ok: false, error: { code: "not_permitted" } });
    await alone.close();
  });

  it("a page cannot speak to the background", async () => {
    const reach = await page.evaluate(() => {
      const { chrome } = globalThis as unknown as { chrome?: { runtime?: { sendMessage?: unknown } } };
      return typeof chrome?.runtime?.sendMessage;
    });
    expect(reach).toBe("undefined");
  });

  it("our frame, pointed elsewhere, tells the stranger nothing", async () => {
    const fresh = await rep().openRecord("maya");
    await openPanel(fresh);
    const panel = await panelFrame(fresh);
    await panel.getByText("We need this live before Q1").first().waitFor();
    // What a page cannot do to a frame in a closed root, the test does for it; the page's own policy allows its host.
    const trap = "https://acme.lightning.force.com/trap.html";
    await fresh.route(trap, (route) => route.fulfill({ contentType: "text/html", body: LISTENING }));
    await panel.evaluate((to) => location.replace(to), trap).catch(() => {});
    const trapped = await waitForValue("the frame to be the stranger's", async () =>
      fresh.frames().find((frame) => frame.url() === trap),
    );
    await pause(1_500);
    expect(await trapped.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
    await fresh.close();
  });

  it("no content script can read the token", async () => {
    const stored = await (await rep().browser.worker()).evaluate(async () => {
      const { chrome } = globalThis as unknown as {
        chrome: {
          storage: Record<"local" | "session" | "sync", { get(key: null): Promise<Record<string, unknown>> }>;
        };
      };
      const areas = await Promise.all([chrome.storage.local.get(null), chrome.storage.sync?.get(null) ?? {}]);
      return JSON.stringify(areas);
    });
    expect(stored).not.toMatch(/token|Bearer/i);
    expect(stored).not.toContain("127.0.0.1");
  });
});
