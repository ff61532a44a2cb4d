import { z } from "zod";
import type { AssetKind } from "../../lib/contract/asset.ts";
import type { Reading } from "../../lib/contract/share.ts";

/** The strongest that happened to a link, the weakest first. */
export const STATES = ["none", "automated", "internal", "unknown", "fetched", "person"] as const;

/** What a share keeps of its reading, so that lists and the panel need not count its views. */
export const Summary = z.object({
  state: z.enum(STATES).default("none"),
  /** When that was last. */
  at: z.string().nullable().default(null),
  /** When a person began to read it, first; null where no more is kept than that a person opened it. */
  firstAt: z.string().nullable().default(null),
  /** Of machines: "a mail scanner", "a link preview" */
  by: z.string().nullable().default(null),
  /** Pages, or tenths of a video, that people had in sight for a second or more. */
  seen: z.array(z.number()).default([]),
  /** Of how many pages; null where there are none. */
  pages: z.number().nullable().default(null),
  /** Visible time of people. */
  ms: z.number().default(0),
  places: z.number().default(0),
  /** When a person last sat down with it: views less than half an hour apart are one sitting. Never falls. */
  sittingAt: z.string().nullable().default(null),
});
export type Summary = z.infer<typeof Summary>;

/** @param stored as the column `share.reading` holds it; what cannot be read counts as nothing */
export function readSummary(stored: unknown): Summary {
  const parsed = Summary.safeParse(stored);
  return parsed.success ? parsed.data : Summary.parse({});
}

/** The same as it is shown. */
export function readingOf(summary: Summary, kind: AssetKind): Reading {
  const byPerson = summary.state === "person";
  const hasTime = byPerson && summary.ms > 0;
  const pages = kind === "pdf" && byPerson && hasTime ? summary.pages : null;
  return {
    state: summary.state,
    words: wordsOf(summary, kind),
    at: summary.at,
    pagesRead: pages === null ? null : Math.min(summary.seen.length, pages),
    pages,
    seconds: hasTime ? Math.round(summary.ms / 1000) : null,
    places: byPerson ? summary.places : 0,
  };
}

function wordsOf(summary: Summary, kind: AssetKind): string {
  switch (summary.state) {
    case "none":
      return "Not opened yet";
    case "automated":
      return `Opened by ${summary.by ?? "a machine"}, not by a person yet`;
    case "internal":
      return "Opened by someone of your own team";
    case "unknown":
      return "Opened; we cannot tell whether by a person";
    case "fetched":
      return "Opened; we cannot tell by whom or how long";
    case "person":
      return personWords(summary, kind);
  }
}

function personWords(summary: Summary, kind: AssetKind): string {
  if (summary.ms === 0) return "Opened by a person; nothing more is noted";
  const places = summary.places > 1 ? `, in ${countOf(summary.places)} places` : "";
  return `${whatWasRead(summary, kind)}, ${durationOf(summary.ms)}${places}`;
}

/** "Read 3 of 4 pages", "Watched 70 %" */
export function whatWasRead({ seen, pages }: Pick<Summary, "seen" | "pages">, kind: AssetKind): string {
  if (seen.length === 0) return "Opened";
  if (kind === "video") return `Watched ${Math.min(seen.length, 10) * 10} %`;
  if (kind === "image") return "Looked at it";
  if (kind !== "pdf" || pages === null || pages === 1) return "Read it";
  return `Read ${Math.min(seen.length, pages)} of ${pages} pages`;
}

/** "40 s", "2 min", "1 h 5 min" */
export function durationOf(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0
    ? `${Math.floor(minutes / 60)} h`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const COUNTS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const countOf = (count: number) => COUNTS[count] ?? String(count);
