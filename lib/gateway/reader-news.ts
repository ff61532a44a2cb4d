import type { Reader } from "./readers.ts";

/** More at once than this are told by the popup only. */
const MOST_AT_ONCE = 3;
/** The hub names readings of 14 days, of many the newest; a day more, since clocks differ. */
const KEPT_MS = 15 * 24 * 3_600_000;

/** When each reading that was told was, by its id. */
export type ToldReadings = Readonly<Record<string, string>>;

/**
 * Which readings nobody was told of yet. Each is told once; who begins to look is told nothing of before. Pure.
 * @param told what was told, or null for who never looked
 * @returns those to tell of, newest first, and what is told then: also what the hub does not name for a while
 */
export function readerNews(
  readers: readonly Reader[],
  told: ToldReadings | null,
  now: Date,
): { news: Reader[]; told: ToldReadings } {
  const news = told === null ? [] : readers.filter(({ id }) => !(id in told));
  const young = Object.entries(told ?? {}).filter(([, at]) => Date.parse(at) > now.getTime() - KEPT_MS);
  return {
    news: news.slice(0, MOST_AT_ONCE),
    told: { ...Object.fromEntries(young), ...Object.fromEntries(readers.map(({ id, at }) => [id, at])) },
  };
}
