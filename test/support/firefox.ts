import { readFile } from "node:fs/promises";
import { join } from "node:path";
import puppeteer, { type Browser, type Frame, type Page } from "puppeteer-core";
import { findFirefox } from "./browser-paths.ts";
import { waitForValue } from "./wait-for.ts";

export interface FirefoxOptions {
  /** The extension as built for Firefox. */
  extensionDir?: string;
  /** Full host names whose port 443 is answered by `port` on loopback; Firefox can map one port only. */
  hosts?: readonly string[];
  port?: number;
  headless?: boolean;
  colorScheme?: "light" | "dark";
  prefs?: Readonly<Record<string, unknown>>;
}

export interface Firefox {
  browser: Browser;
  /** `moz-extension://<uuid>`, for the extension's own pages. */
  extensionOrigin: string;
  open(address: string): Promise<Page>;
  /** One of the extension's own pages, such as `options.html`, in a new tab. */
  openOwn(page: string): Promise<Page>;
  /** The panel's frame in a CRM page, once it is there. */
  panelFrame(page: Page): Promise<Frame>;
  close(): Promise<void>;
}

/** The extension's host name in every test profile, instead of one by chance. */
const UUID = "7d0c3b52-5a4e-4a35-9f0e-1ead51de0001";

/** Starts a real Firefox with the extension as it is built for users, names mapped to loopback. */
export async function launchFirefox(options: FirefoxOptions = {}): Promise<Firefox> {
  const { path } = await findFirefox();
  const id = options.extensionDir ? await geckoId(options.extensionDir) : undefined;
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: path,
    headless: options.headless ?? true,
    acceptInsecureCerts: true,
    // Without it the extension's own pages cannot be driven.
    args: ["--remote-allow-system-access"],
    defaultViewport: { width: 1440, height: 900 },
    extraPrefsFirefox: {
      "network.dns.localDomains": (options.hosts ?? []).join(","),
      ...(options.port ? { "network.socket.forcePort": `443=${options.port}` } : {}),
      ...(id ? { "extensions.webextensions.uuids": JSON.stringify({ [id]: UUID }) } : {}),
      "layout.css.prefers-color-scheme.content-override": options.colorScheme === "dark" ? 0 : 1,
      "ui.systemUsesDarkTheme": options.colorScheme === "dark" ? 1 : 0,
      ...options.prefs,
    },
  });
  if (options.extensionDir)
    await browser.installExtension(options.extensionDir).catch(async (error: unknown) => {
      await browser.close();
      throw error;
    });
  const origin = `moz-extension://${UUID}`;
  return {
    browser,
    extensionOrigin: origin,
    async open(address) {
      const page = await browser.newPage();
      await page.goto(address);
      return page;
    },
    async openOwn(name) {
      const page = await browser.newPage();
      // Firefox reports no load of such pages, so the promise would only ever time out.
      void page.goto(`${origin}/${name}`).catch(() => {});
      await waitForValue(`the extension's ${name}`, async () =>
        (await addressOf(page.mainFrame())) === `${origin}/${name}` ? true : undefined,
      );
      return page;
    },
    panelFrame: (page) =>
      waitForValue("the panel's frame", async () => {
        for (const frame of page.frames())
          if ((await addressOf(frame))?.startsWith(`${origin}/panel.html`)) return frame;
        return undefined;
      }),
    close: () => browser.close(),
  };
}

/** Where a frame is, by its own word once it has loaded: of extension pages the protocol does not tell. */
async function addressOf(frame: Frame): Promise<string | undefined> {
  const look = () => (document.readyState === "complete" ? location.href : undefined);
  return frame.evaluate(look).catch(() => undefined);
}

async function geckoId(extensionDir: string): Promise<string> {
  const manifest: { browser_specific_settings?: { gecko?: { id?: string } } } = JSON.parse(
    await readFile(join(extensionDir, "manifest.json"), "utf8"),
  );
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (!id) throw new Error(`${extensionDir} is not a build for Firefox: its manifest has no id.`);
  return id;
}
