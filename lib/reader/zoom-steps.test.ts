import { expect, it } from "vitest";
import { boundZoom, nextZoom, sharpness } from "./zoom-steps.ts";

it.each([
  [1, "in", 1.25],
  [1, "out", 0.75],
  [1.1, "in", 1.25],
  [1.1, "out", 1],
  [4, "in", 4],
  [0.5, "out", 0.5],
] as const)("from %d %s to %d", (zoom, direction, next) => expect(nextZoom(zoom, direction)).toBe(next));

it("stays within bounds", () => {
  expect([boundZoom(0.01), boundZoom(1.3), boundZoom(99)]).toEqual([0.5, 1.3, 4]);
});

it("is as sharp as the screen, but no canvas is larger than a phone takes", () => {
  expect(sharpness(400, 566, 3)).toBe(3);
  const bounded = sharpness(3_440, 4_868, 2);
  expect(3_440 * bounded * (4_868 * bounded)).toBeLessThanOrEqual(12_000_001);
});
