import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page, type Worker } from "playwright-core";
import { findChromium } from "./browser-paths.ts";

export interface ChromiumOptions {
  /** The built extension; without one the browser has none. */
  extensionDir?: string;
  /** Host names, and the loopback port that answers for each on 443. `*.example.org` covers what is below. */
  hosts?: Readonly<Record<string, number>>;
  /** The browser's program, instead of the machine's own. */
  executable?: string;
  /** Kept if given; else a temporary one, removed at close. */
  profileDir?: string;
  headless?: boolean;
  colorScheme?: "light" | "dark";
  viewport?: { width: number; height: number } | null;
  reducedMotion?: boolean;
  /** Further command-line arguments. */
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Whether Ctrl+C ends the browser and this process at once; true if absent. */
  endOnSignals?: boolean;
}

export interface Chromium {
  context: BrowserContext;
  /** A new tab at an address. */
  open(address: string): Promise<Page>;
  /** The extension's background worker, started if it sleeps. */
  worker(): Promise<Worker>;
  /** `chrome-extension://<id>`, for the extension's own pages. */
  extensionOrigin(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts a real Chromium with the extension as it is built for users. Names are mapped to loopback
 * ports, everything else is cut off, so that no test reaches the network.
 */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Chromium> {
  const path = options.executable ?? (await findChromium()).path;
  const profile = options.profileDir ?? (await mkdtemp(join(tmpdir(), "leadside-chromium-")));
  if (!options.profileDir) await allowReload(profile);
  const removeProfile = async () => {
    if (!options.profileDir) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  const launching = chromium.launchPersistentContext(profile, {
    executablePath: path,
    headless: options.headless ?? true,
    args: argumentsFor(options),
    ignoreDefaultArgs: ["--disable-extensions", "--enable-automation"],
    ignoreHTTPSErrors: true,
    handleSIGINT: options.endOnSignals ?? true,
    handleSIGTERM: options.endOnSignals ?? true,
    handleSIGHUP: options.endOnSignals ?? true,
    colorScheme: options.colorScheme ?? "light",
    reducedMotion: options.reducedMotion ? "reduce" : "no-preference",
    viewport: options.viewport === undefined ? { width: 1440, height: 900 } : options.viewport,
    ...(options.env ? { env: { ...process.env, ...options.env } as Record<string, string> } : {}),
  });
  const context = await launching.catch(async (error: unknown) => {
    await removeProfile();
    throw error;
  });

  const worker = async () => {
    const [running] = context.serviceWorkers();
    return running ?? context.waitForEvent("serviceworker", { timeout: 20_000 });
  };
  return {
    context,
    worker,
    async open(address) {
      const page = await context.newPage();
      await page.goto(address);
      return page;
    },
    // Node gives such addresses no origin of their own.
    extensionOrigin: async () => `chrome-extension://${new URL((await worker()).url()).host}`,
    async close() {
      await context.close();
      await removeProfile();
    },
  };
}

/** Without developer mode in its profile, `runtime.reload()` would disable the extension for good. */
export async function allowReload(profile: string): Promise<void> {
  await mkdir(join(profile, "Default"), { recursive: true });
  const preferences = { extensions: { ui: { developer_mode: true } } };
  await writeFile(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
}

function argumentsFor({ extensionDir, hosts = {}, args = [] }: ChromiumOptions): string[] {
  const rules = Object.entries(hosts).map(([host, port]) => `MAP ${host}:443 127.0.0.1:${port}`);
  const root = process.getuid?.() === 0;
  return [
    ...(root ? ["--no-sandbox"] : []),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--test-type",
    "--ignore-certificate-errors",
    // The last rule leaves the loopback names alone and lets nothing else out.
    `--host-resolver-rules=${[...rules, "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1", "EXCLUDE localhost"].join(", ")}`,
    // Loopback counts as a public network, so that pages meet the rules they meet in life.
    `--ip-address-space-overrides=${[...new Set(Object.values(hosts))].map((port) => `127.0.0.1:${port}=public`).join(",")}`,
    ...(extensionDir
      ? [`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`]
      : []),
    ...args,
  ];
}

/** Ends the extension's background worker, as the browser does when it was idle; the next message revives it. */
export async function killWorker(context: BrowserContext): Promise<void> {
  const browser = context.browser();
  const session = browser
    ? await browser.newBrowserCDPSession()
    : await context.newCDPSession(context.pages()[0] ?? (await context.newPage()));
  try {
    const { targetInfos } = await session.send("Target.getTargets");
    const workers = targetInfos.filter(
      ({ type, url }) => type === "service_worker" && url.startsWith("chrome-extension://"),
    );
    if (workers.length === 0) throw new Error("No background worker is running.");
    for (const { targetId } of workers) await session.send("Target.closeTarget", { targetId });
  } finally {
    await session.detach();
  }
}

/**
 * Reloads the extension under its open tabs, as an update does, and waits until its new worker runs. A page that is
 * loaded before it is back gets no content script; and a message to a worker that is known to the test, but does not
 * run yet, is never answered while a debugger such as this one is attached (without one it is, however late).
 */
export async function reloadExtension(browser: Chromium): Promise<void> {
  const worker = await browser.worker();
  const back = browser.context.waitForEvent("serviceworker", { timeout: 20_000 });
  await worker
    .evaluate(() =>
      (globalThis as unknown as { chrome: { runtime: { reload(): void } } }).chrome.runtime.reload(),
    )
    .catch(() => {});
  await (await back).evaluate(() => true);
}
