/** Distances in pixels from the top of what is shown. */
export interface PlacedPage {
  page: number;
  top: number;
  height: number;
}

/** Of what scrolls, in pixels. */
export interface Scrolled {
  top: number;
  /** Of all there is. */
  whole: number;
  /** Of what is shown. */
  shown: number;
}

/**
 * How far below the top of the screen somebody is taken to read: in its middle. Near the ends of a document the line
 * moves to the screen's edge, so that the first and the last page get their turn too, however small they are.
 */
export function readingLine({ top, whole, shown }: Scrolled): number {
  const below = Math.max(0, whole - shown - top);
  const middle = shown / 2;
  if (whole <= shown) return 0;
  // So short that both ends are near: the line goes from edge to edge.
  if (whole < 2 * shown) return (shown * top) / (top + below);
  return Math.max(Math.min(middle, top), Math.min(shown, shown - below));
}

/** The page at the line, or nearest to it. Of full pages that is the one that fills most of the screen. */
export function pageAtLine(pages: Iterable<PlacedPage>, line: number): number | null {
  let nearest: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const { page, top, height } of pages) {
    const away = Math.max(top - line, line - (top + height), 0);
    if (away < least) {
      least = away;
      nearest = page;
    }
  }
  return nearest;
}

/** Which tenth of a video a second belongs to, from 1; null where its length is not known. */
export function tenthOf(seconds: number, length: number): number | null {
  if (!Number.isFinite(length) || length <= 0 || !Number.isFinite(seconds)) return null;
  return Math.min(10, Math.max(1, Math.floor((seconds / length) * 10) + 1));
}
