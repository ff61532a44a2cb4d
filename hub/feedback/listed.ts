import type { z } from "zod";
import type { ListedFeedback } from "../../lib/contract/inbox.ts";
import type { Library } from "../library/library.ts";
import { ABOUT_COLUMNS, type AboutRow, aboutNamed } from "./about-named.ts";

/** An item as the inbox lists it: without its giver. */
export interface ListedRow extends AboutRow {
  id: string;
  revision: number;
  reasons: string[];
  /** Their words, else the note, else the first sentence that was added: its beginning. */
  excerpt: string;
  quoted: boolean;
  company: string | null;
  clicked_at: Date;
  status: z.output<typeof ListedFeedback>["status"];
  planned_for: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  due_at: Date | null;
  answered_at: Date | null;
  merged: number;
}

/** More of it is read in the opened item. */
const EXCERPT = 240;

/** SQL: the columns of `feedback f`, `member assignee` and `claim_ask ask`. */
export const LISTED_COLUMNS = `f.id, f.revision, ${ABOUT_COLUMNS}, f.reasons,
  left(coalesce(nullif(f.their_words, ''), nullif(f.note, ''), (
    select text from feedback_addition where feedback_id = f.id order by at, id limit 1
  ), ''), ${EXCERPT}) as excerpt,
  f.their_words <> '' as quoted, f.company, f.clicked_at, f.status, f.planned_for, f.assignee_id,
  assignee.name as assignee_name, f.due_at, f.answered_at,
  (select count(*)::int from feedback other where other.merged_into = f.id and other.taken_back_at is null) as merged`;

/** SQL: what `LISTED_COLUMNS` needs beside `feedback f`. */
export const LISTED_JOINS =
  "left join member assignee on assignee.id = f.assignee_id left join claim_ask ask on ask.id = f.ask_id";

/** SQL: what an answer may still be given to; the rest is closed, or a part of another item. */
export const OPEN_STATUSES = "('new', 'seen', 'planned')";

const OPEN: ReadonlySet<string> = new Set(["new", "seen", "planned"]);

/** An item as the contract lists it. */
export function listedFeedback(
  row: ListedRow,
  library: Pick<Library, "assets" | "claims">,
): z.input<typeof ListedFeedback> {
  const isOwed = row.answered_at === null && OPEN.has(row.status);
  return {
    id: row.id,
    revision: row.revision,
    type: row.type as z.input<typeof ListedFeedback>["type"],
    reasons: row.reasons,
    about: aboutNamed(row, library),
    excerpt: row.excerpt,
    quoted: row.quoted,
    company: row.company,
    at: row.clicked_at.toISOString(),
    status: row.status,
    plannedFor: row.planned_for,
    assignee:
      row.assignee_id === null ? null : { memberId: row.assignee_id, name: row.assignee_name ?? "somebody" },
    dueAt: isOwed ? (row.due_at?.toISOString() ?? null) : null,
    answeredAt: row.answered_at?.toISOString() ?? null,
    merged: row.merged,
  };
}
