/** A part of the window, in CSS pixels from its top left corner. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What stands in the page's way of ours. */
export interface Occupied {
  /** Bars along the top and the bottom, as wide as the page. */
  top: readonly Box[];
  bottom: readonly Box[];
  /** What floats in front: a docked composer, a toast. */
  floating: readonly Box[];
}

export interface Wish {
  /** The panel's width in pixels. */
  width: number;
  /** The tab's middle as a share of the window's height, from 0 to 1. */
  tab: number;
}

/** Where panel and tab may be. `panel` is null when it would cover something at every place. */
export interface Room {
  panel: { top: number; height: number; right: number; width: number } | null;
  /** The tab's top edge. */
  tab: number;
}

export const TAB = { width: 28, height: 44 };
/** Lower than this the panel shows too little to be worth its place. */
const LEAST_HEIGHT = 240;
/** From this share of its full height on, a lower panel is better than one that stands further in. */
const GOOD_SHARE = 0.6;
/** Bars that claim more of the window than this are no bars. */
const MOST_BAR = 0.4;

/** Where there is room for the panel and the tab at the right edge of a window. Pure. */
export function roomIn(window: { width: number; height: number }, occupied: Occupied, wish: Wish): Room {
  const top = Math.max(
    0,
    ...occupied.top.map((bar) => bar.bottom).filter((y) => y <= window.height * MOST_BAR),
  );
  const bottom = Math.min(
    window.height,
    ...occupied.bottom.map((bar) => bar.top).filter((y) => y >= window.height * (1 - MOST_BAR)),
  );
  const width = Math.min(wish.width, window.width);
  return {
    panel: panelRoom({ left: 0, top, right: window.width, bottom }, occupied.floating, width),
    tab: tabRoom({ left: window.width - TAB.width, top, right: window.width, bottom }, occupied.floating, {
      ...wish,
      height: window.height,
    }),
  };
}

function panelRoom(area: Box, floating: readonly Box[], width: number): Room["panel"] {
  const column = (right: number): Box => ({ ...area, left: right - width, right });
  const full = area.bottom - area.top;
  const place = (gap: { top: number; bottom: number }, right: number): Room["panel"] => ({
    top: gap.top,
    height: gap.bottom - gap.top,
    right: area.right - right,
    width,
  });

  if (full < LEAST_HEIGHT) return null;
  const atEdge = column(area.right);
  const inTheWay = floating.filter((box) => overlaps(box, atEdge));
  if (inTheWay.length === 0) return place(area, area.right);

  const tallest = gaps(atEdge, inTheWay).sort((a, b) => b.bottom - b.top - (a.bottom - a.top))[0];
  const height = tallest ? tallest.bottom - tallest.top : 0;
  if (tallest && height >= Math.max(LEAST_HEIGHT, full * GOOD_SHARE)) return place(tallest, area.right);

  const further = Math.min(...inTheWay.map((box) => box.left));
  const beside = column(further);
  if (beside.left >= area.left && !floating.some((box) => overlaps(box, beside))) return place(area, further);

  return tallest && height >= LEAST_HEIGHT ? place(tallest, area.right) : null;
}

function tabRoom(edge: Box, floating: readonly Box[], wish: { tab: number; height: number }): number {
  const wanted = wish.tab * wish.height - TAB.height / 2;
  const fitting = gaps(
    edge,
    floating.filter((box) => overlaps(box, edge)),
  )
    .filter((gap) => gap.bottom - gap.top >= TAB.height)
    .map((gap) => Math.min(Math.max(wanted, gap.top), gap.bottom - TAB.height));
  fitting.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
  return fitting[0] ?? Math.min(Math.max(wanted, 0), Math.max(0, wish.height - TAB.height));
}

/** The parts of a column's height that no box takes, from top to bottom. */
function gaps(column: Box, boxes: readonly Box[]): { top: number; bottom: number }[] {
  const found: { top: number; bottom: number }[] = [];
  let from = column.top;
  for (const box of [...boxes].sort((a, b) => a.top - b.top)) {
    if (box.top > from) found.push({ top: from, bottom: Math.min(box.top, column.bottom) });
    from = Math.max(from, box.bottom);
  }
  if (from < column.bottom) found.push({ top: from, bottom: column.bottom });
  return found;
}

/** Whether two boxes share any area. */
export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
