import type { CDPSession, Page } from "playwright-core";
import type { Chromium } from "../support/chromium.ts";

/** What a CRM page's own thread did since its load began, in milliseconds. */
export interface ThreadCost {
  /** Running and compiling scripts, the page's and ours. */
  script: number;
  task: number;
}

/** Begins to count what the page's thread does; the function returned says how much it was. */
export async function watchThread(page: Page): Promise<() => Promise<ThreadCost>> {
  const session = await page.context().newCDPSession(page);
  // By the thread's own clock, which stands while it waits for a processor.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const read = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1_000;
    return { script: of("ScriptDuration") + of("V8CompileDuration"), task: of("TaskDuration") };
  };
  return read;
}

/** CPU of all processes of a browser, those that come later included. */
export interface BrowserCpu {
  /** Milliseconds of all processes since `start` or the last `lap`. A process that ended meanwhile is left out. */
  lap(): Promise<number>;
  start(): Promise<void>;
}

export async function watchCpu({ context }: Chromium): Promise<BrowserCpu> {
  const browser = context.browser();
  if (!browser) throw new Error("This browser has no session of its own.");
  const session: CDPSession = await browser.newBrowserCDPSession();
  let before = new Map<number, number>();
  const read = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return new Map(processInfo.map(({ id, cpuTime }) => [id, cpuTime * 1_000]));
  };
  return {
    async start() {
      before = await read();
    },
    async lap() {
      const now = await read();
      let sum = 0;
      for (const [id, cpu] of now) sum += cpu - (before.get(id) ?? 0);
      before = now;
      return sum;
    },
  };
}
