import type { CDPSession, Frame, Page } from "playwright-core";
import { panelFrame } from "../support/chromium-panel.ts";
import { type BrowserStage, VISITED } from "./browser-stage.ts";
import { barePanel, goTo, open, ourPanel, type PanelArm } from "./panel-arm.ts";
import { type Row, type Spread, spread } from "./report.ts";

const ROUNDS = 3;
const CHANGES = 200;
/** From here on it is measured, always with the same person on screen: what comes before fills caches. */
const FROM = 100;
const EVERY = 2 * VISITED.length;

interface Growth {
  /** Bytes a record change. */
  page: number;
  panel: number;
}

/** The engine makes no machine code: what it makes of what runs often is much, and grows with no record. */
const WITHOUT_MACHINE_CODE = ["--js-flags=--jitless"];

/** What the panel and the CRM page keep of each record that was visited, after a forced collection. */
export async function heap(stage: BrowserStage): Promise<Row[]> {
  // Memory does not mind company, as time does.
  const [ours, floor, compiled] = await Promise.all([
    rounds(stage, await ourPanel(stage, WITHOUT_MACHINE_CODE)),
    rounds(stage, await barePanel(stage, WITHOUT_MACHINE_CODE)),
    rounds(stage, await ourPanel(stage)),
  ]);
  const panel = spread(ours.map((round) => round.panel));
  // The page's own growth is not ours.
  const page = spread(ours.map((round, n) => round.page - (floor[n]?.page ?? Number.NaN)));
  const row = (what: string, key: keyof Growth, growth: Spread): Row => ({
    what: `heap of ${what}, over the last 100 of 200 records`,
    ours: shownBytes(spread(ours.map((round) => round[key]))),
    floor: shownBytes(spread(floor.map((round) => round[key]))),
    result: `${Math.round(growth.median)} bytes a record`,
    budget: "≤ 1000 bytes",
    within: growth.median <= 1_000,
  });
  return [
    row("the panel", "panel", panel),
    row("the CRM page", "page", page),
    {
      what: "heap of the panel with the engine's machine code, which stops growing",
      ours: shownBytes(spread(compiled.map((round) => round.panel))),
      floor: "–",
      result: "",
      budget: "shown",
    },
  ];
}

async function rounds(stage: BrowserStage, arm: PanelArm): Promise<Growth[]> {
  const growths: Growth[] = [];
  for (let round = 0; round < ROUNDS; round += 1) growths.push(await grow(stage, arm));
  return growths;
}

const shownBytes = ({ median, low, high, n }: Spread) =>
  `${Math.round(median)} bytes (${Math.round(low)}–${Math.round(high)}, n ${n})`;

/** Visits records in a page that was loaded anew, the same few again and again. */
async function grow(stage: BrowserStage, arm: PanelArm): Promise<Growth> {
  await open(stage, arm, VISITED[0]);
  const page = await heapOf(arm.page, arm.page);
  const panel = await heapOf(arm.page, await panelFrame(arm.page));
  const sizes: { change: number; page: number; panel: number }[] = [];
  for (let change = 1; change <= CHANGES; change += 1) {
    await goTo(stage, arm, VISITED[change % VISITED.length] ?? VISITED[0]);
    if (change < FROM || change % EVERY > 0) continue;
    // What the change started may end.
    await new Promise((resolve) => setTimeout(resolve, 250));
    sizes.push({ change, page: await page(), panel: await panel() });
  }
  return {
    page: slope(sizes.map(({ change, page: size }) => [change, size])),
    panel: slope(sizes.map(({ change, panel: size }) => [change, size])),
  };
}

/** Asks for the bytes in use of a page or frame, its documents included, after collecting what is garbage. */
async function heapOf(page: Page, target: Page | Frame): Promise<() => Promise<number>> {
  const session: CDPSession = await page.context().newCDPSession(target);
  await session.send("HeapProfiler.enable");
  return async () => {
    // What is freed by the first collection may hold what the second one frees.
    for (let time = 0; time < 3; time += 1) await session.send("HeapProfiler.collectGarbage");
    const { usedSize, embedderHeapUsedSize } = await session.send("Runtime.getHeapUsage");
    return usedSize + embedderHeapUsedSize;
  };
}

/** Least squares: how much more a record, given (records, bytes). */
function slope(points: [number, number][]): number {
  const mean = (index: 0 | 1) => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return above / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
