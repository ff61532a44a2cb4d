import type { Noted, ReaderKind } from "../../../lib/contract/reader-page.ts";

/** "Sam's team", or who else stands behind a link whose sender is not known. */
export function teamOf(sender: string | null, company: string): string {
  const first = sender?.trim().split(/\s+/)[0];
  if (first) return `${possessive(first)} team`;
  return company ? `The team at ${company}` : "The sender's team";
}

/** "From Sam Rivera, Acme" */
export function fromWhom(sender: string | null, company: string): string {
  const who = [sender, company].filter(Boolean).join(", ");
  return who ? `From ${who}` : "";
}

const possessive = (name: string) => (/s$/i.test(name) ? `${name}'` : `${name}'s`);

const SEEN: Record<ReaderKind, string> = {
  pdf: "sees which pages were read and for how long.",
  video: "sees which parts were watched and for how long.",
  image: "sees that this was looked at and for how long.",
  snippet: "sees that this was read and for how long.",
};
const NO_MORE = "No location, no cookies.";

/** What is noted of this view, as its reader is told. */
export function privacyLine(noted: Noted, kind: ReaderKind, team: string): string {
  switch (noted) {
    case "person":
      return `${team} ${SEEN[kind]} ${NO_MORE}`;
    case "counts":
      return `${team} sees that this was opened, and nothing of what was read. ${NO_MORE}`;
    case "signal":
      return `Your browser asks not to be tracked. ${team} sees that this was opened, and nothing of what was read. ${NO_MORE}`;
    case "off":
      return "Nothing is noted of what you read here. No cookies.";
    case "preview":
      return "A preview for the team: this is how a reader sees it. Nothing is noted.";
  }
}

const KINDS: Record<ReaderKind, string> = { pdf: "PDF", image: "Image", video: "Video", snippet: "Text" };

/** "PDF, 4 pages": what a link preview says below the title. */
export function whatItIs(kind: ReaderKind, pages: number | null): string {
  if (kind !== "pdf" || pages === null) return KINDS[kind];
  return pages === 1 ? "PDF, 1 page" : `PDF, ${pages} pages`;
}

/** "10.4 MB" */
export function sizeWords(bytes: number): string {
  if (bytes < 100_000) return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  const megabytes = bytes / 1_000_000;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}
