import type { Reader } from "./readers.ts";

/** More at once than this are told by the popup only. */
const MOST_AT_ONCE = 3;

/**
 * Which readings nobody was told of yet. Each is told once; who begins to look is told nothing of before. Pure.
 * @param told ids of the readings that were told, or null for who never looked
 * @returns those to tell of, newest first, and the ids that are told then: no more than the hub still names
 */
export function readerNews(
  readers: readonly Reader[],
  told: readonly string[] | null,
): { news: Reader[]; told: string[] } {
  const news = told === null ? [] : readers.filter(({ id }) => !told.includes(id));
  return { news: news.slice(0, MOST_AT_ONCE), told: readers.map(({ id }) => id) };
}
