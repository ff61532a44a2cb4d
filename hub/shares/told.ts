import type { Beacon } from "../../lib/contract/reading.ts";
import type { Told } from "./record-views.ts";

/**
 * A page is told to be shown a moment before it is, and clocks of browsers run a little fast. Only times that are
 * shown may have it: by less than that, machines are told from people.
 */
const SLACK_MS = 2_000;
const TENTHS = 10;

/** What was told of one view by one or several beacons, in whatever order: the most of each, and each page once. */
export function mergeBeacons(told: readonly Told[]): Told {
  const latest = told.reduce((one, other) => (one.toldAt > other.toldAt ? one : other));
  const beacons = told.map(({ beacon }) => beacon);
  const most = (count: (beacon: Beacon) => number) => Math.max(...beacons.map(count));
  const parts = new Map<number, number>();
  for (const [part, ms] of beacons.flatMap((beacon) => beacon.parts)) {
    parts.set(part, Math.max(parts.get(part) ?? 0, ms));
  }
  return {
    ...latest,
    limited: told.some(({ limited }) => limited),
    beacon: {
      view: latest.beacon.view,
      parts: [...parts],
      scrolled: most(({ scrolled }) => scrolled),
      pointer: most(({ pointer }) => pointer),
      keys: most(({ keys }) => keys),
      touches: most(({ touches }) => touches),
      visibleMs: most(({ visibleMs }) => visibleMs),
      driven: beacons.some(({ driven }) => driven),
      downloaded: beacons.some(({ downloaded }) => downloaded),
    },
  };
}

/**
 * What a beacon can be true of: nothing was in sight for longer than it is since the hub gave out the page, and no
 * page that there is not. One page is in sight at a time.
 * @param told with each page once, as mergeBeacons gives it
 */
export function boundedBeacon(
  told: Pick<Told, "beacon" | "servedAt" | "toldAt">,
  of: { kind: string; pages: number | null },
): Beacon {
  const { beacon, servedAt, toldAt } = told;
  const elapsed = Math.max(0, toldAt.getTime() - servedAt.getTime());
  const last = of.kind === "video" ? TENTHS : of.kind === "pdf" ? (of.pages ?? 1) : 1;
  const parts = beacon.parts.filter(([part, ms]) => part <= last && ms > 0);
  const total = parts.reduce((sum, [, ms]) => sum + ms, 0);
  const shown = elapsed + SLACK_MS;
  const share = total > shown ? shown / total : 1;
  return {
    ...beacon,
    visibleMs: Math.min(beacon.visibleMs, elapsed),
    parts: parts.map(([part, ms]): [number, number] => [part, Math.floor(ms * share)]),
  };
}
