import { expect, it } from "vitest";
import { Placement } from "./messages.ts";

it.each([
  [
    { width: 380, tab: 0.4 },
    { width: 380, tab: 0.4 },
  ],
  [
    { width: 300, tab: -0.1 },
    { width: 320, tab: 0 },
  ],
  [
    { width: 4_000, tab: 1.2 },
    { width: 720, tab: 1 },
  ],
])("a placement %j is kept as %j", (told, kept) => {
  expect(Placement.parse({ open: true, ...told })).toEqual({ open: true, ...kept });
});

it("is refused when it is none", () => {
  expect(Placement.safeParse({ open: true, width: Number.NaN, tab: 0 }).success).toBe(false);
});
