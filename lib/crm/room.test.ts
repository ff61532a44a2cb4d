import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Box, overlaps, type Room, roomIn, TAB } from "./room.ts";

const SCREEN = { width: 1440, height: 900 };
const HEADER: Box = { left: 0, top: 0, right: 1440, bottom: 84 };
const UTILITY: Box = { left: 0, top: 860, right: 1440, bottom: 900 };
const WISH = { width: 380, tab: 0.4 };
const bars = { top: [HEADER], bottom: [UTILITY] };
const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });

const panelBox = (room: Room, width = SCREEN.width): Box | null =>
  room.panel && {
    left: width - room.panel.right - room.panel.width,
    right: width - room.panel.right,
    top: room.panel.top,
    bottom: room.panel.top + room.panel.height,
  };

describe("where there is room", () => {
  test.each([
    ["nothing in the way", [], { top: 84, height: 776, right: 0, width: 380 }],
    ["a toast in the middle", [box(520, 90, 920, 150)], { top: 84, height: 776, right: 0, width: 380 }],
    ["a wide toast at the top", [box(400, 90, 1200, 150)], { top: 150, height: 710, right: 0, width: 380 }],
    [
      "a low composer at the right",
      [box(950, 620, 1430, 860)],
      { top: 84, height: 536, right: 0, width: 380 },
    ],
    [
      "a tall composer at the right",
      [box(950, 380, 1430, 860)],
      { top: 84, height: 776, right: 490, width: 380 },
    ],
    [
      "a tall composer and no place beside it",
      [box(300, 380, 1430, 860)],
      { top: 84, height: 296, right: 0, width: 380 },
    ],
    ["everything taken", [box(200, 100, 1430, 860)], null],
    ["a form in the middle", [box(400, 90, 1040, 700)], { top: 84, height: 776, right: 0, width: 380 }],
    ["a form that leaves nothing at the right", [box(40, 90, 1400, 800)], null],
  ])("%s", (_what, floating, panel) => {
    expect(roomIn(SCREEN, { ...bars, floating }, WISH).panel).toEqual(panel);
  });

  test.each([
    [900, box(130, 90, 770, 560), null],
    [900, box(130, 90, 770, 390), { top: 390, height: 310, right: 0, width: 380 }],
    [600, box(24, 90, 576, 560), null],
  ])("in a window %d wide the panel does not cover a form", (width, form, panel) => {
    const header = box(0, 0, width, 84);
    const room = roomIn({ width, height: 700 }, { top: [header], bottom: [], floating: [form] }, WISH);
    expect(room.panel).toEqual(panel);
  });

  test.each([
    [323, null],
    [324, { top: 84, height: 240, right: 0, width: 380 }],
  ])("in a window %d high with nothing in the way", (height, panel) => {
    expect(roomIn({ width: 1440, height }, { ...bars, bottom: [], floating: [] }, WISH).panel).toEqual(panel);
  });

  test("a bar that claims half the window is none", () => {
    const room = roomIn(SCREEN, { top: [box(0, 0, 1440, 500)], bottom: [], floating: [] }, WISH);
    expect(room.panel).toEqual({ top: 0, height: 900, right: 0, width: 380 });
  });

  test("a narrow window is filled, not overflowed", () => {
    expect(
      roomIn({ width: 340, height: 600 }, { top: [], bottom: [], floating: [] }, WISH).panel?.width,
    ).toBe(340);
  });

  test.each([
    ["where the rep put it", 0.4, [], 338],
    ["below the header", 0, [], 84],
    ["above the utility bar", 1, [], 816],
    ["above a composer that stands there", 0.8, [box(950, 600, 1440, 860)], 556],
    ["below one that stands there", 0.3, [box(950, 84, 1440, 400)], 400],
  ])("the tab: %s", (_what, tab, floating, top) => {
    expect(roomIn(SCREEN, { ...bars, floating }, { ...WISH, tab }).tab).toBe(top);
  });

  test("the panel covers nothing that floats, and stays in the window", () => {
    const anyBox = fc
      .tuple(fc.nat(1440), fc.nat(900), fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 600 }))
      .map(([left, top, width, height]) => box(left, top, left + width, top + height));
    fc.assert(
      fc.property(
        fc.array(anyBox, { maxLength: 4 }),
        fc.integer({ min: 320, max: 720 }),
        (floating, width) => {
          const room = roomIn(SCREEN, { ...bars, floating }, { width, tab: 0.5 });
          expect(room.tab).toBeGreaterThanOrEqual(0);
          expect(room.tab + TAB.height).toBeLessThanOrEqual(SCREEN.height);
          const panel = panelBox(room);
          if (!panel) return;
          expect(floating.some((other) => overlaps(other, panel))).toBe(false);
          expect(panel.left).toBeGreaterThanOrEqual(0);
          expect(panel.top).toBeGreaterThanOrEqual(HEADER.bottom);
          expect(panel.bottom).toBeLessThanOrEqual(UTILITY.top);
        },
      ),
    );
  });
});
