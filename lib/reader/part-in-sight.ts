/** Distances in pixels from the top of what is shown. */
export interface PlacedPage {
  page: number;
  top: number;
  height: number;
}

/** The page that fills most of what is shown; of two that fill the same, the upper one. Null where none is in sight. */
export function pageInSight(pages: Iterable<PlacedPage>, shownHeight: number): number | null {
  let best: number | null = null;
  let most = 0;
  for (const { page, top, height } of pages) {
    const seen = Math.min(top + height, shownHeight) - Math.max(top, 0);
    if (seen > most) {
      most = seen;
      best = page;
    }
  }
  return best;
}

/** Which tenth of a video a second belongs to, from 1; null where its length is not known. */
export function tenthOf(seconds: number, length: number): number | null {
  if (!Number.isFinite(length) || length <= 0 || !Number.isFinite(seconds)) return null;
  return Math.min(10, Math.max(1, Math.floor((seconds / length) * 10) + 1));
}
