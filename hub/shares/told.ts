import type { Beacon } from "../../lib/contract/reading.ts";
import type { Told } from "./record-views.ts";

/** A page is told to be shown a moment before it is, and clocks of browsers run a little fast. */
const SLACK_MS = 2_000;
const TENTHS = 10;

/** What was told of one view by several beacons, in whatever order: the most of each. */
export function mergeBeacons(told: readonly Told[]): Told {
  return told.reduce((one, other) => {
    const parts = new Map(one.beacon.parts);
    for (const [part, ms] of other.beacon.parts) parts.set(part, Math.max(parts.get(part) ?? 0, ms));
    const [a, b] = [one.beacon, other.beacon];
    const later = one.toldAt > other.toldAt ? one : other;
    return {
      ...later,
      limited: one.limited || other.limited,
      beacon: {
        view: a.view,
        parts: [...parts],
        scrolled: Math.max(a.scrolled, b.scrolled),
        pointer: Math.max(a.pointer, b.pointer),
        keys: Math.max(a.keys, b.keys),
        touches: Math.max(a.touches, b.touches),
        visibleMs: Math.max(a.visibleMs, b.visibleMs),
        driven: a.driven || b.driven,
        downloaded: a.downloaded || b.downloaded,
      },
    };
  });
}

/**
 * What a beacon can be true of: nothing was in sight for longer than it is since the hub gave out the page, and no
 * page that there is not. One page is in sight at a time.
 */
export function boundedBeacon(
  { beacon, servedAt, toldAt }: Pick<Told, "beacon" | "servedAt" | "toldAt">,
  of: { kind: string; pages: number | null },
): Beacon {
  const elapsed = Math.max(0, toldAt.getTime() - servedAt.getTime()) + SLACK_MS;
  const last = of.kind === "video" ? TENTHS : of.kind === "pdf" ? (of.pages ?? 1) : 1;
  const parts = beacon.parts.filter(([part, ms]) => part <= last && ms > 0);
  const total = parts.reduce((sum, [, ms]) => sum + ms, 0);
  const share = total > elapsed ? elapsed / total : 1;
  return {
    ...beacon,
    visibleMs: Math.min(beacon.visibleMs, elapsed),
    parts: parts.map(([part, ms]): [number, number] => [part, Math.floor(ms * share)]),
  };
}
