import type { FeedbackStatus } from "../../lib/contract/feedback.ts";
import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";
import { isVisible } from "./visible.ts";

/** An item as a writer at the desk saw it. */
export interface Seen {
  id: string;
  revision: number;
}

/** An item that nobody else changes until the transaction ends. */
export interface LockedItem {
  id: string;
  revision: number;
  member_id: string;
  type: string;
  status: FeedbackStatus;
  merged_into: string | null;
  asset_id: string | null;
  claim_id: string | null;
  /** Of the asset or claim, that was on screen or sent. */
  version: number | null;
  planned_for: string | null;
  due_at: Date | null;
  owed_at: Date | null;
  answered_at: Date | null;
}

const LOCKED_COLUMNS = `id, revision, member_id, type, status, merged_into, asset_id, claim_id, version, planned_for,
  due_at, owed_at, answered_at`;

/**
 * The items of a write, each locked, in the order of their ids, so that two writers do not wait for each other in a
 * circle.
 * @throws ApiError not_found; conflict with `FeedbackChanged` where one is not as the writer saw it; bad_request for a
 *   part of another item
 */
export async function lockSeen(sql: Sql, seen: readonly Seen[], now: Date): Promise<Map<string, LockedItem>> {
  const revisions = new Map(seen.map(({ id, revision }) => [id, revision]));
  const rows = await sql.query<LockedItem>(
    `select ${LOCKED_COLUMNS} from feedback f where id = any($1::uuid[]) and ${isVisible("$2")}
     order by id for update`,
    [[...revisions.keys()], now],
  );
  if (rows.length < revisions.size) {
    throw new ApiError(
      "not_found",
      "There is no such feedback (any more): its giver may have taken it back.",
    );
  }
  const changed = rows.filter(({ id, revision }) => revisions.get(id) !== revision);
  if (changed.length > 0) throw await changedMeanwhile(sql, changed);
  if (rows.some(({ status }) => status === "merged")) {
    throw new ApiError(
      "bad_request",
      "This was merged into another item: open that one, or take the merge back.",
    );
  }
  return new Map(rows.map((row) => [row.id, row]));
}

/** What was merged into these, each locked. */
export function lockMerged(sql: Sql, ids: readonly string[]): Promise<LockedItem[]> {
  return sql.query<LockedItem>(
    `select ${LOCKED_COLUMNS} from feedback
     where merged_into = any($1::uuid[]) and taken_back_at is null order by id for update`,
    [ids],
  );
}

/** Who gave an item is not named as who changed it: their name stands only in the opened item. */
async function changedMeanwhile(sql: Sql, changed: readonly LockedItem[]): Promise<ApiError> {
  const last = await sql.query<{ feedback_id: string; name: string }>(
    `select f.id as feedback_id, member.name from unnest($1::uuid[]) as c (id) join feedback f on f.id = c.id
     cross join lateral (
       select by_id from feedback_event where feedback_id = f.id order by id desc limit 1
     ) e
     join member on member.id = e.by_id and e.by_id <> f.member_id`,
    [changed.map(({ id }) => id)],
  );
  const names = new Map(last.map(({ feedback_id, name }) => [feedback_id, name]));
  const items = changed.map(({ id, revision, status }) => ({
    id,
    revision,
    status,
    by: names.get(id) ?? null,
  }));
  const [first] = names.values();
  const who = first === undefined ? "Somebody" : first;
  const what = changed.length === 1 ? "this item" : `${changed.length} of these items`;
  return new ApiError(
    "conflict",
    `${who} changed ${what} meanwhile, so nothing was written. Look at it as it is now, then try again.`,
    { items },
  );
}
