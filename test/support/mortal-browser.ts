import { mkdtemp, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Frame, Page } from "playwright-core";
import { allowReload, type Chromium, type ChromiumOptions, killWorker, launchChromium } from "./chromium.ts";
import { openPanel } from "./chromium-panel.ts";

/** What the background answered: see `lib/bridge/result.ts`. */
export type Answer =
  | { ok: true; value: unknown }
  | { ok: false; error: { code: string; message: string; hubCode?: string } };

/** A rep's browser with the panel open beside a record, whose profile outlives each of its deaths. */
export interface MortalBrowser {
  /** Now; after a death, once it is there again. */
  browser(): Promise<Chromium>;
  page(): Promise<Page>;
  panel(): Promise<Frame>;
  /** Says something to the background from the panel, once. Undefined when it died over it. */
  say(kind: string, request: unknown): Promise<Answer | undefined>;
  /** Ends the background's worker, as soon as one runs. */
  killWorker(): Promise<void>;
  /** Ends all of the browser's processes at once with SIGKILL, and starts it again on its profile and record. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** A worker that is ended takes its answers along; a live one answers sooner than this, in milliseconds. */
const PATIENCE_MS = 8_000;
/** The panel comes up beside a hub that is away, too. */
const START_TRIES = 5;

/**
 * Starts it and lets `connect` make it somebody's device.
 * @param address the record's page
 */
export async function startMortalBrowser(
  options: Omit<ChromiumOptions, "profileDir">,
  address: string,
  connect: (browser: Chromium) => Promise<void>,
): Promise<MortalBrowser> {
  const profileDir = await mkdtemp(join(tmpdir(), "leadside-mortal-"));
  await allowReload(profileDir);
  const launch = () => launchChromium({ ...options, profileDir });
  let life = launch().then(async (first) => {
    try {
      await connect(first);
      return await open(first);
    } catch (error) {
      await first.close();
      await rm(profileDir, { recursive: true, force: true });
      throw error;
    }
  });
  await life;

  interface Life {
    browser: Chromium;
    page: Page;
    panel: Frame;
  }
  async function open(browser: Chromium): Promise<Life> {
    browser.context.setDefaultTimeout(30_000);
    const page = await browser.open(address);
    return { browser, page, panel: await openPanel(page) };
  }
  async function again(): Promise<Life> {
    for (let left = START_TRIES - 1; ; left -= 1) {
      const browser = await launch();
      try {
        return await open(browser);
      } catch (error) {
        if (left === 0) throw error;
        await end(profileDir);
        await browser.context.close().catch(() => {});
      }
    }
  }

  return {
    browser: async () => (await life).browser,
    page: async () => (await life).page,
    panel: async () => (await life).panel,
    async say(kind, request) {
      const { panel } = await life;
      const envelope = { leadside: "ask", id: crypto.randomUUID(), kind, request };
      const answering = panel.evaluate(
        (sent) =>
          (
            globalThis as unknown as { chrome: { runtime: { sendMessage(said: object): Promise<unknown> } } }
          ).chrome.runtime.sendMessage(sent),
        envelope,
      );
      const answer = await Promise.race([answering.catch(() => undefined), wait(PATIENCE_MS, undefined)]);
      return (answer ?? undefined) as Answer | undefined;
    },
    async killWorker() {
      for (;;) {
        const { browser } = await life;
        const killed = await killWorker(browser.context).then(
          () => true,
          () => false,
        );
        if (killed) return;
        await wait(20);
      }
    },
    async kill() {
      const { browser } = await life;
      const ended = end(profileDir);
      life = ended.then(async () => {
        // What the test's own side still holds of it.
        await browser.context.close().catch(() => {});
        return again();
      });
      await life;
    },
    async close() {
      const { browser } = await life;
      await browser.close();
      await rm(profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Ends the browser of a profile: its lock names the process, which leads a group of its own. */
async function end(profileDir: string): Promise<void> {
  const holder = await readlink(join(profileDir, "SingletonLock")).catch(() => undefined);
  const pid = Number(holder?.split("-").at(-1));
  if (!(pid > 1)) return;
  while (signal(-pid, "SIGKILL") || signal(pid, 0)) await wait(10);
}

/** Whether there is still a process, or one in its group, that can be told. */
function signal(pid: number, what: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, what);
    return true;
  } catch {
    return false;
  }
}
