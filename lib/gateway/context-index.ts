import { z } from "zod";
import { RecentPerson } from "../bridge/messages.ts";

/** One kept context: under which key, when last shown, and whom it shows. */
export const IndexEntry = z.object({ key: z.string(), seenAt: z.string(), person: RecentPerson.optional() });
export type IndexEntry = z.infer<typeof IndexEntry>;

/** Most recently shown first. */
export const ContextIndex = z.array(IndexEntry);
export type ContextIndex = z.infer<typeof ContextIndex>;

/**
 * The index after an entry was shown, and the keys that no longer have a place in it. Pure.
 * @param most how many entries are kept
 */
export function shown(
  index: ContextIndex,
  entry: IndexEntry,
  most: number,
): { index: ContextIndex; dropped: string[] } {
  const next = [entry, ...index.filter(({ key }) => key !== entry.key)];
  return { index: next.slice(0, most), dropped: next.slice(most).map(({ key }) => key) };
}
