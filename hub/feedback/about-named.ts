import type { z } from "zod";
import type { AboutNamed } from "../../lib/contract/feedback.ts";
import { typeWords } from "../../lib/contract/feedback-words.ts";
import type { Library } from "../library/library.ts";

/** What an item is about, as its row says it. */
export interface AboutRow {
  type: string;
  asset_id: string | null;
  share_id: string | null;
  claim_id: string | null;
  ask_id: string | null;
  /** Of the ask. */
  question: string | null;
  version: number | null;
  page: number | null;
}

/** SQL: the columns of `feedback f` that say it; `claim_ask ask` is joined to `f.ask_id`. */
export const ABOUT_COLUMNS =
  "f.type, f.asset_id, f.share_id, f.claim_id, f.ask_id, ask.question, f.version, f.page";

/** By name: a title is the newest one, of what is about nothing in particular the kind of feedback. */
export function aboutNamed(
  row: AboutRow,
  library: Pick<Library, "assets" | "claims">,
): z.input<typeof AboutNamed> {
  const { version, page } = row;
  if (row.ask_id !== null) {
    return { what: "ask", id: row.ask_id, title: row.question ?? "A question", version, page };
  }
  if (row.claim_id !== null) {
    const title = library.claims.get(row.claim_id)?.title ?? "A talking point";
    return { what: "claim", id: row.claim_id, title, version, page };
  }
  if (row.asset_id !== null) {
    const title = library.assets.get(row.asset_id)?.title ?? "Content";
    return { what: row.share_id === null ? "asset" : "share", id: row.asset_id, title, version, page };
  }
  return { what: "nothing", id: null, title: typeWords(row.type), version: null, page: null };
}
