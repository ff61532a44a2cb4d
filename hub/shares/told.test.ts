import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Told } from "./record-views.ts";
import { boundedBeacon, mergeBeacons } from "./told.ts";

const SERVED = new Date("2026-03-02T09:00:00.000Z");
const count = fc.integer({ min: 0, max: 50 });
const told = fc
  .record({
    parts: fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 60_000 })), {
      maxLength: 8,
    }),
    scrolled: count,
    pointer: count,
    keys: count,
    touches: count,
    driven: fc.boolean(),
    visibleMs: fc.integer({ min: 0, max: 600_000 }),
    downloaded: fc.boolean(),
    after: fc.integer({ min: 0, max: 600_000 }),
    limited: fc.boolean(),
  })
  .map(
    ({ after, limited, ...beacon }): Told => ({
      viewId: "v",
      shareId: "s",
      versionId: "n",
      fetchId: 1,
      servedAt: SERVED,
      toldAt: new Date(SERVED.getTime() + after),
      limited,
      hashes: [],
      beacon: { view: "view", ...beacon },
    }),
  );
const sorted = (one: Told) => ({
  ...one,
  beacon: { ...one.beacon, parts: [...one.beacon.parts].sort(([a], [b]) => a - b) },
});

describe("what an open page tells", () => {
  test("comes to the same in any order, and said twice", () => {
    fc.assert(
      fc.property(fc.array(told, { minLength: 1, maxLength: 6 }), (all) => {
        const once = sorted(mergeBeacons(all));
        expect(sorted(mergeBeacons([...all].reverse()))).toEqual(once);
        expect(sorted(mergeBeacons([...all, ...all]))).toEqual(once);
      }),
    );
  });

  test("is never more than the time since the page was shown, and of no page that there is not", () => {
    fc.assert(
      fc.property(
        told,
        fc.constantFrom("pdf", "video", "image", "snippet"),
        fc.integer({ min: 1, max: 8 }),
        (one, kind, pages) => {
          const { parts, visibleMs } = boundedBeacon(mergeBeacons([one]), { kind, pages });
          const elapsed = one.toldAt.getTime() - SERVED.getTime();
          expect(parts.reduce((sum, [, ms]) => sum + ms, 0)).toBeLessThanOrEqual(elapsed + 2_000);
          expect(visibleMs).toBeLessThanOrEqual(elapsed);
          const last = kind === "pdf" ? pages : kind === "video" ? 10 : 1;
          expect(new Set(parts.map(([part]) => part)).size).toBe(parts.length);
          expect(parts.every(([part]) => part >= 1 && part <= last)).toBe(true);
        },
      ),
    );
  });
});
