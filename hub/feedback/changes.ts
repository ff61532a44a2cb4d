import type { Sql } from "../store/store.ts";

/** A write of the inbox over some items. */
export interface Change {
  id: string;
  kind: "change" | "merge" | "answer";
  by: string;
  at: Date;
  /** Of a merge. */
  intoId?: string;
  /** Of a merge that an answer made: the answer. */
  partOf?: string;
}

/** Keeps that a write was made; `keepBefore` says of what. */
export async function addChange(sql: Sql, change: Change): Promise<void> {
  await sql.query(
    "insert into feedback_change (id, kind, by_id, at, into_id, part_of) values ($1, $2, $3, $4, $5, $6)",
    [change.id, change.kind, change.by, change.at, change.intoId ?? null, change.partOf ?? null],
  );
}

/** What a write may change of an item, and undoing puts back. */
const KEPT = {
  status: "text",
  status_reason: "text",
  planned_for: "date",
  assignee_id: "uuid",
  merged_into: "uuid",
  answer_seen_at: "timestamptz",
} as const;
export type KeptColumn = keyof typeof KEPT;

/** SQL: a column as it stood before, of `feedback_change_item item`. */
export const before = (column: KeptColumn): string => `(item.before ->> '${column}')::${KEPT[column]}`;

/** SQL: sets these columns to what stood before. */
export const putBack = (columns: readonly KeptColumn[] = Object.keys(KEPT) as KeptColumn[]): string =>
  columns.map((column) => `${column} = ${before(column)}`).join(", ");

/** Keeps how locked items stand, before a write that makes their revision one more. */
export async function keepBefore(sql: Sql, changeId: string, ids: readonly string[]): Promise<void> {
  const kept = Object.keys(KEPT).map((column) => `'${column}', ${column}`);
  await sql.query(
    `insert into feedback_change_item (change_id, feedback_id, before, revision)
     select $1, id, jsonb_build_object(${kept.join(", ")},
         'credit', (select to_jsonb(credit) from credit where feedback_id = feedback.id)), revision + 1
     from feedback where id = any($2::uuid[])`,
    [changeId, ids],
  );
}

/** What happens to items at the desk; what their givers do stands in add-event.ts. */
export type DeskEvent = "status" | "assigned" | "merged" | "took_in" | "answered" | "undone";

/** Keeps what became of items, each the same: facts without words. */
export async function addEvents(
  sql: Sql,
  ids: readonly string[],
  event: {
    what: DeskEvent;
    by: string;
    at: Date;
    details?: Readonly<Record<string, string | number | null>>;
  },
): Promise<void> {
  await sql.query(
    `insert into feedback_event (feedback_id, at, by_id, what, details)
     select id, $2, $3, $4, $5::jsonb from unnest($1::uuid[]) as item (id)`,
    [ids, event.at, event.by, event.what, JSON.stringify(event.details ?? {})],
  );
}
