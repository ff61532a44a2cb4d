import type { Page } from "playwright-core";
import type { Chromium } from "../support/chromium.ts";
import { openPanel } from "../support/chromium-panel.ts";
import { type BrowserStage, closePanel, VISITED } from "./browser-stage.ts";
import { watchLongTasks } from "./long-tasks.ts";
import type { Row } from "./report.ts";

const LOADS = 2;
const OPENINGS = 5;

/** What a CRM page can see that was done to it. */
interface Witness {
  nodes: number;
  shift: number;
  longTasks: number;
}

/** Layout shifts, long tasks and changed nodes that come from us: on load, while records change, while the panel is opened and closed. */
export async function untouched(stage: BrowserStage, ours: Chromium, floor: Chromium): Promise<Row[]> {
  const over = await visits(stage, floor);
  const stop = await watchLongTasks(ours);
  const of = await visits(stage, ours);
  const used = await openings(stage, ours);
  const long = await stop();
  const shift = of.shift - over.shift + used.shift;
  // One element of ours for each load; everything else is the page's own doing, with us as without us.
  const nodes = of.nodes - over.nodes - LOADS + used.nodes;
  const visited = `${LOADS} loads, ${LOADS * VISITED.length} record changes, ${OPENINGS} × opened and closed`;
  return [
    {
      what: "layout shift from us",
      ours: `score ${of.shift.toFixed(4)}, panel ${used.shift.toFixed(4)}`,
      floor: `score ${over.shift.toFixed(4)}`,
      result: shift.toFixed(4),
      budget: "0",
      within: Math.abs(shift) < 0.00005,
    },
    {
      what: "long tasks from us",
      ours: `${of.longTasks} in the page, panel ${used.longTasks}`,
      floor: `${over.longTasks} in the page`,
      result: `${long.becauseOfUs}; our longest script ${long.longest.toFixed(1)} ms`,
      budget: "0",
      within: long.becauseOfUs === 0 && used.longTasks === 0,
    },
    {
      what: "nodes changed in the page's own tree",
      ours: `${of.nodes}, panel ${used.nodes}`,
      floor: `${over.nodes}, and one element of ours a load`,
      result: `${nodes} (${visited})`,
      budget: "0",
      within: nodes === 0,
    },
  ];
}

async function visits(stage: BrowserStage, browser: Chromium): Promise<Witness> {
  const sum: Witness = { nodes: 0, shift: 0, longTasks: 0 };
  for (let load = 0; load < LOADS; load += 1) {
    const tab = await open(stage, browser);
    for (const name of [...VISITED].reverse()) {
      await tab.evaluate((to) => window.standin.go(to), stage.pathOf(name));
      await pause(800);
    }
    const seen = await witnessOf(tab);
    sum.nodes += seen.nodes;
    sum.shift += seen.shift;
    sum.longTasks += seen.longTasks;
    await tab.close();
  }
  return sum;
}

/** Opens and closes the panel in a page that does nothing itself: what changes then is our doing. */
async function openings(stage: BrowserStage, browser: Chromium): Promise<Witness> {
  const tab = await open(stage, browser);
  await pause(1_500);
  const before = await witnessOf(tab);
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    const panel = await openPanel(tab);
    await panel.getByRole("list", { name: "Engagement history" }).waitFor();
    await closePanel(tab);
    await pause(300);
  }
  const after = await witnessOf(tab);
  await tab.close();
  return {
    nodes: after.nodes - before.nodes,
    shift: after.shift - before.shift,
    longTasks: after.longTasks - before.longTasks,
  };
}

async function open(stage: BrowserStage, browser: Chromium): Promise<Page> {
  const tab = await browser.context.newPage();
  await tab.addInitScript({ path: new URL("in-page/witness.js", import.meta.url).pathname });
  await tab.goto(stage.addressOf("maya"));
  await pause(1_000);
  return tab;
}

const witnessOf = (tab: Page): Promise<Witness> => tab.evaluate("({ ...globalThis.witness })");
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
