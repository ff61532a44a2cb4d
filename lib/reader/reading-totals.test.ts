import { describe, expect, it } from "vitest";
import { Beacon } from "../contract/reading.ts";
import {
  type Attention,
  beaconOf,
  beginReading,
  type GestureKind,
  gesture,
  IDLE_AFTER_MS,
  LONGEST_STEP_MS,
  look,
} from "./reading-totals.ts";

const on = (part: number | null, more: Partial<Attention> = {}): Attention => ({
  visible: true,
  part,
  playing: false,
  ...more,
});
const HIDDEN: Attention = { visible: false, part: 1, playing: false };
type Step = [at: number, what: Attention | GestureKind];

/** Runs the steps, with looks four times a second in between, as the page does. */
function run(steps: Step[]) {
  let totals = beginReading(0);
  let now = 0;
  for (const [at, what] of steps) {
    for (; now + 250 < at; now += 250) totals = look(totals, now + 250, totals.attention);
    now = at;
    totals = typeof what === "string" ? gesture(totals, at, what) : look(totals, at, what);
  }
  return totals;
}
const sent = { view: "v".repeat(20), noted: "person", driven: false, downloaded: false } as const;

describe("time counts where somebody can be reading", () => {
  const cases: [name: string, steps: Step[], parts: [number, number][], visibleMs: number][] = [
    ["nothing before the first look", [[0, HIDDEN]], [], 0],
    [
      "a page in sight",
      [
        [0, on(1)],
        [4_000, HIDDEN],
      ],
      [[1, 4_000]],
      4_000,
    ],
    [
      "each page its own time, also on coming back",
      [
        [0, on(1)],
        [2_000, on(2)],
        [5_000, on(1)],
        [6_000, HIDDEN],
      ],
      [
        [1, 3_000],
        [2, 3_000],
      ],
      6_000,
    ],
    [
      "nothing while the tab is hidden",
      [
        [0, on(1)],
        [1_000, HIDDEN],
        [90_000, on(1)],
      ],
      [[1, 1_000]],
      1_000,
    ],
    [
      "visible, but no page in sight",
      [
        [0, on(null)],
        [3_000, HIDDEN],
      ],
      [],
      3_000,
    ],
    [
      "idle for longer than a minute",
      [
        [0, on(3)],
        [300_000, HIDDEN],
      ],
      [[3, IDLE_AFTER_MS]],
      IDLE_AFTER_MS,
    ],
    [
      "a gesture after a long pause begins anew, and fills nothing in",
      [
        [0, on(3)],
        [200_000, "pointer"],
        [210_000, HIDDEN],
      ],
      [[3, IDLE_AFTER_MS + 10_000]],
      IDLE_AFTER_MS + 10_000,
    ],
    [
      "gestures keep it going",
      [
        [0, on(1)],
        [50_000, "scrolled"],
        [100_000, "keys"],
        [150_000, HIDDEN],
      ],
      [[1, 150_000]],
      150_000,
    ],
    [
      "a video that plays needs no gesture",
      [
        [0, on(4, { playing: true })],
        [180_000, HIDDEN],
      ],
      [[4, 180_000]],
      180_000,
    ],
  ];
  it.each(cases)("%s", (_name, steps, parts, visibleMs) => {
    const beacon = beaconOf(run(steps), sent);
    expect(beacon.parts).toEqual(parts);
    expect(beacon.visibleMs).toBe(visibleMs);
    expect(Beacon.parse(beacon)).toEqual(beacon);
  });

  it("a machine that slept counts one step of it", () => {
    const totals = look(look(beginReading(0), 0, on(1)), 8 * 3_600_000, on(1));
    expect(beaconOf(totals, sent).parts).toEqual([[1, LONGEST_STEP_MS]]);
  });

  it("a clock that jumps back takes nothing away", () => {
    const totals = look(look(look(beginReading(1_000), 1_000, on(1)), 2_000, on(1)), 500, on(1));
    expect(beaconOf(look(totals, 2_500, HIDDEN), sent).parts).toEqual([[1, 1_500]]);
  });
});

describe("what the hub is told", () => {
  const read = run([
    [0, on(1)],
    [1_000, "pointer"],
    [2_000, "scrolled"],
    [30_000, on(2)],
    [31_000, HIDDEN],
  ]);

  it("gestures by kind", () => {
    expect(beaconOf(read, sent)).toMatchObject({ scrolled: 1, pointer: 1, keys: 0, touches: 0 });
  });

  it.each(["counts", "signal"] as const)("under %s neither pages nor how long", (noted) => {
    const beacon = beaconOf(read, { ...sent, noted, downloaded: true });
    expect(beacon).toMatchObject({ parts: [], visibleMs: 5_000, downloaded: false, scrolled: 1 });
  });

  it("of a very long document, the most read pages, so that a closing tab can still send it", () => {
    let totals = look(beginReading(0), 0, on(1));
    for (let page = 1; page <= 5_000; page += 1) {
      totals = gesture(look(totals, page * 1_000, on(page + 1)), page * 1_000, "scrolled");
    }
    const beacon = beaconOf(totals, sent);
    expect(beacon.parts).toHaveLength(3_000);
    expect(JSON.stringify(beacon).length).toBeLessThan(64_000);
  });
});
