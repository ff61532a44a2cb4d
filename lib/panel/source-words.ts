import type { ContextReply } from "../contract/context.ts";
import { ageWords } from "./time-words.ts";

/** From here on a tool's silence is more likely a broken connection than a quiet weekend. */
const SILENT_MS = 3 * 24 * 60 * 60_000;

export interface SourceLine {
  id: string;
  name: string;
  words: string;
  /** The moment behind the words, if any. */
  at: string | null;
  silent: boolean;
}

/** One line a source, silent ones first: they explain what is missing. */
export function sourceLines(sources: ContextReply["sources"], now: Date): SourceLine[] {
  return sources
    .map(({ id, name, lastEventAt }) => {
      if (lastEventAt === null) {
        return { id, name, words: "connected, has sent nothing yet", at: null, silent: true };
      }
      const age = ageWords(lastEventAt, now);
      const silent = now.getTime() - new Date(lastEventAt).getTime() >= SILENT_MS;
      return {
        id,
        name,
        words: silent ? `silent for ${age}` : `last event ${age} ago`,
        at: lastEventAt,
        silent,
      };
    })
    .sort((one, other) => Number(other.silent) - Number(one.silent));
}

/** The most useful fact of all: who is silent, else how fresh the newest is. */
export function sourcesFact(lines: readonly SourceLine[]): string | undefined {
  const [first, ...rest] = lines;
  if (!first || first.silent) return first && `${first.name}: ${first.words}`;
  const newest = rest.reduce((best, line) => ((line.at ?? "") > (best.at ?? "") ? line : best), first);
  return newest.words;
}
