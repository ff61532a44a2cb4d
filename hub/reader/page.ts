import type { Noted, ReaderKind } from "../../lib/contract/reader-page.ts";
import { readerStyle } from "./built-files.ts";
import { codePage } from "./page/code-page.ts";
import { documentPage } from "./page/document-page.ts";
import { noticePage } from "./page/notice-page.ts";

/** All that a prospect can be shown under a link. */
export type ReaderFacts = DocumentFacts | NoticeFacts | CodeFacts;

/** A document to read. All addresses begin with `/` and stay on this host, unless they say "whole". */
export interface DocumentFacts {
  page: "document";
  kind: ReaderKind;
  title: string;
  /** The sender's name; null where it is not known any more, and for previews. */
  sender: string | null;
  /** The team's company; empty where nobody has set it. */
  company: string;
  noted: Noted;
  /** The signed id of this page view; null where nothing is to be told. */
  view: string | null;
  addresses: {
    /** The file's bytes, by ranges; null for a snippet. It should name the version, so that all ranges are of one. */
    file: string | null;
    /** Page 1 of a PDF, a video's poster. */
    picture: string | null;
    /** Where beacons are posted. */
    views: string | null;
    /** Absent where downloading is not allowed. */
    download: string | null;
    /** The whole address of this page, for link previews in chat programs. */
    whole?: string;
    /** The whole address of a picture for the same. */
    wholePicture?: string;
  };
  fileType: string | null;
  bytes: number | null;
  pages: number | null;
  /** Of a page, an image or a video, in any unit: the shape counts, so that nothing moves when it arrives. */
  width: number | null;
  height: number | null;
  /** Of a snippet: Markdown, as it was written. */
  text: string | null;
}

export const NOTICES = [
  "unknown",
  "revoked",
  "expired",
  "not_ready",
  "too_many_tries",
  "preview_over",
] as const;
export type Notice = (typeof NOTICES)[number];

/** There is nothing to read here; the page says why and what to do. */
export interface NoticeFacts {
  page: "notice";
  notice: Notice;
  /** Who sent the link, where that may be said. */
  sender?: string | null;
  company?: string;
  title?: string;
}

/** The link is limited to an e-mail address, which is confirmed by a code. */
export interface CodeFacts {
  page: "code";
  title: string;
  sender: string | null;
  company: string;
  /** `ask`: a button that has a code mailed. `enter`: a field `code` of six digits. Both POST to `action`. */
  step: "ask" | "enter";
  /** Where its forms post to, on this host. The button that asks (again) sends `send=1`. */
  action: string;
  /** What went wrong before, as a sentence. */
  problem?: string;
}

/** The whole page. It goes out with `readerPolicy()` as its Content-Security-Policy. */
export function readerPage(facts: ReaderFacts): string {
  switch (facts.page) {
    case "document":
      return documentPage(facts);
    case "notice":
      return noticePage(facts);
    case "code":
      return codePage(facts);
  }
}

/**
 * What the page may load: our own script, one style that is known by its hash (in the page, so that the first
 * picture waits for nothing else), and what stands under the same link.
 */
export function readerPolicy(): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${readerStyle().hash}`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "media-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
