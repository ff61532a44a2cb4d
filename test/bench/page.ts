import type { Page } from "playwright-core";
import type { Chromium } from "../support/chromium.ts";
import { type BrowserCpu, type ThreadCost, watchCpu, watchThread } from "./browser-cost.ts";
import { type BrowserStage, setBrowserStage, VISITED } from "./browser-stage.ts";
import { untouched } from "./page-untouched.ts";
import { added, shownAdded } from "./paired.ts";
import { type Row, shown, spread } from "./report.ts";

const PAIRS = 15;
/** Longer than the tab waits before it asks what is new. */
const STAY_MS = 1_100;
/** Records that are visited inside the page, after its load. */
const CHANGES = VISITED.slice(1, 4);

interface Visit extends ThreadCost {
  /** CPU of the whole browser, ms: for loading a record's page, and for each record visited in it afterwards. */
  load: number;
  change: number;
}

/** What the extension costs a CRM page while its panel is closed, over an extension of one line. */
export async function page(): Promise<Row[]> {
  const stage = await setBrowserStage();
  try {
    const arms = { ours: await stage.ours(), floor: await stage.floor("one-line") };
    return [
      ...(await cost(stage, arms.ours, arms.floor)),
      ...(await untouched(stage, arms.ours, arms.floor)),
    ];
  } finally {
    await stage.close();
  }
}

async function cost(stage: BrowserStage, ours: Chromium, floor: Chromium): Promise<Row[]> {
  const arms = [
    { browser: ours, cpu: await watchCpu(ours), visits: [] as Visit[] },
    { browser: floor, cpu: await watchCpu(floor), visits: [] as Visit[] },
  ];
  for (let pair = 0; pair <= PAIRS; pair += 1) {
    // Each goes first every other time, so that neither profits from the order.
    for (const { browser, cpu, visits } of pair % 2 ? arms : arms.toReversed()) {
      const visit = await visitRecords(stage, browser, cpu);
      // The first one warms the caches.
      if (pair > 0) visits.push(visit);
    }
  }
  const [of, over] = arms.map(({ visits }) => visits) as [Visit[], Visit[]];
  const row = (what: string, key: keyof Visit, most?: number): Row => {
    const pairs = { ours: of.map((visit) => visit[key]), floor: over.map((visit) => visit[key]) };
    const more = added(pairs);
    return {
      what,
      ours: shown(spread(pairs.ours), "ms"),
      floor: shown(spread(pairs.floor), "ms"),
      result: shownAdded(more, "ms"),
      budget: most === undefined ? "shown" : `≤ ${most} ms`,
      ...(most === undefined ? {} : { within: more.median <= most }),
    };
  };
  return [
    row("script time added to a CRM page, panel closed", "script", 5),
    row("main thread's time added to a CRM page, panel closed", "task"),
    row("CPU of the browser added per page load, panel closed", "load", 60),
    row("CPU of the browser added per record visited in the page, panel closed", "change", 60),
  ];
}

/** Loads a record's page in a tab of its own, stays a while, and goes on to others. */
async function visitRecords(stage: BrowserStage, browser: Chromium, cpu: BrowserCpu): Promise<Visit> {
  await cpu.start();
  const tab = await browser.context.newPage();
  const thread = await watchThread(tab);
  await tab.goto(stage.addressOf("maya"));
  await stay();
  const { script, task } = await thread();
  const load = await cpu.lap();
  for (const name of CHANGES) {
    await go(tab, stage.pathOf(name));
    await stay();
  }
  const change = (await cpu.lap()) / CHANGES.length;
  await tab.close();
  return { script, task, load, change };
}

const go = (tab: Page, path: string) => tab.evaluate((to) => window.standin.go(to), path);
const stay = () => new Promise((resolve) => setTimeout(resolve, STAY_MS));
