import type { Share } from "../contract/share.ts";

/** One page of a document, or tenth of a video. */
export interface Sheet {
  page: number;
  name: string;
  seconds: number;
  /** From 0 to 1, of the longest. */
  fill: number;
}

/** A row of more pages than this says nothing at a glance: of longer documents only what was read is drawn. */
const MOST = 24;
/** So that the shortest look is seen at all. */
const LEAST_FILL = 0.12;
const TENTHS = 10;

/** The pages to draw, in order, and how many unread ones are left out. Pure. */
export function pageTimes(
  { kind, reading }: Pick<Share, "kind" | "reading">,
  read: readonly { page: number; seconds: number }[],
): { sheets: Sheet[]; more: number } {
  const longest = Math.max(0, ...read.map(({ seconds }) => seconds));
  if (longest === 0) return { sheets: [], more: 0 };
  const seconds = new Map(read.map((page) => [page.page, page.seconds]));
  const all = kind === "video" ? TENTHS : (reading.pages ?? Math.max(...seconds.keys()));
  const numbers = Array.from({ length: all }, (_, index) => index + 1);
  const drawn = all <= MOST ? numbers : numbers.filter((page) => (seconds.get(page) ?? 0) > 0).slice(0, MOST);
  const unread = numbers.filter((page) => (seconds.get(page) ?? 0) === 0).length;
  return {
    sheets: drawn.map((page) => {
      const spent = seconds.get(page) ?? 0;
      return {
        page,
        name: kind === "video" ? `Tenth ${page}` : `Page ${page}`,
        seconds: spent,
        fill: spent === 0 ? 0 : Math.max(LEAST_FILL, spent / longest),
      };
    }),
    more: all <= MOST ? 0 : unread,
  };
}
