/**
 * What the reader's page tells its own script, as JSON inside the page. Plain types: a prospect's phone loads no zod.
 * Only the hub that made the page wrote it, and both come from one release.
 */
export interface ReaderPageFacts {
  kind: ReaderKind;
  title: string;
  /** Addresses on the same host. `file` is null where the page holds all there is (a snippet). */
  file: string | null;
  /** Of the file; ranges of it are asked for. */
  bytes: number | null;
  /** Where beacons go, with `view`; both are null where nothing is to be told. */
  views: string | null;
  view: string | null;
  noted: Noted;
  pages: number | null;
}

export type ReaderKind = "pdf" | "image" | "video" | "snippet";

/**
 * What is noted of this view. `person`: which parts, for how long. `counts`: that it was opened (a setting, or sent
 * without tracking). `signal`: the same, since the browser sends Global Privacy Control. `off`: nothing.
 * `preview`: nothing, since one of the team looks at it.
 */
export type Noted = "person" | "counts" | "signal" | "off" | "preview";

/** The element of the page that holds them. */
export const READER_FACTS_ID = "reader-facts";
