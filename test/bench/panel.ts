import { type BrowserStage, setBrowserStage, type Visited } from "./browser-stage.ts";
import { added, type Pairs, shownAdded } from "./paired.ts";
import { barePanel, goTo, open, ourPanel, type PanelArm } from "./panel-arm.ts";
import { heap } from "./panel-heap.ts";
import { type Row, shown, spread } from "./report.ts";

const TIMES = 20;
/** The one whose history is long is measured; the other is where the rep comes from. */
const TO: Visited = "maya";
const FROM: Visited = "karl";

/** How fast the panel has a person's data on screen, and what it keeps of them, beside the barest panel in a frame. */
export async function panel(): Promise<Row[]> {
  const stage = await setBrowserStage();
  try {
    const arms = { ours: await ourPanel(stage), floor: await barePanel(stage) };
    const opening = await byTurns(arms, (arm) => open(stage, arm, TO));
    const unknown = await byTurns(arms, (arm) => changeTime(stage, arm, "not cached"));
    const known = await byTurns(arms, (arm) => changeTime(stage, arm, "cached"));
    return [
      row("panel with data after a record change, cached", known, 100),
      row("panel with data after a record change, not cached", unknown, 300),
      row("panel with data after its first opening in a page, not cached", opening, 400),
      ...(await heap(stage)),
    ];
  } finally {
    await stage.close();
  }
}

function row(what: string, pairs: Pairs, most: number): Row {
  const ours = spread(pairs.ours);
  return {
    what,
    ours: shown(ours, "ms"),
    floor: shown(spread(pairs.floor), "ms"),
    result: shownAdded(added(pairs), "ms"),
    budget: `≤ ${most} ms`,
    within: ours.median <= most,
  };
}

async function byTurns(
  arms: Record<keyof Pairs, PanelArm>,
  measure: (arm: PanelArm) => Promise<number>,
): Promise<Pairs> {
  const times: Pairs = { ours: [], floor: [] };
  for (let time = 0; time <= TIMES; time += 1) {
    for (const which of ["ours", "floor"] as const) {
      const took = await measure(arms[which]);
      // The first one warms the caches.
      if (time > 0) times[which].push(took);
    }
  }
  return times;
}

/** From the page's own navigation to the next person's history on screen, ms. */
async function changeTime(
  stage: BrowserStage,
  arm: PanelArm,
  mode: "cached" | "not cached",
): Promise<number> {
  await goTo(stage, arm, FROM);
  if (mode === "not cached") await arm.forget();
  // What the last change started may end.
  await new Promise((resolve) => setTimeout(resolve, 250));
  return goTo(stage, arm, TO);
}
