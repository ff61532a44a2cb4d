import type { Sql } from "../store/store.ts";

/** What happens to an item by its giver; the desk's own are beside these. */
export type GiverEvent =
  | "added"
  | "context_taken"
  | "taken_back"
  | "given_again"
  | "replaced"
  | "reopened"
  | "credit_answered";

/** Keeps what became of an item: facts without words, of which sentences are made when it is read. */
export async function addEvent(
  sql: Sql,
  event: {
    feedbackId: string;
    what: GiverEvent;
    at: Date;
    by: string | null;
    details?: Readonly<Record<string, string | number | boolean | null>>;
  },
): Promise<void> {
  await sql.query(
    "insert into feedback_event (feedback_id, at, by_id, what, details) values ($1, $2, $3, $4, $5::jsonb)",
    [event.feedbackId, event.at, event.by, event.what, JSON.stringify(event.details ?? {})],
  );
}
