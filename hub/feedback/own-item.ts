import type { FEEDBACK_STATUSES, FeedbackContext } from "../../lib/contract/feedback.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Sql } from "../store/store.ts";
import type { Type } from "./rules/fits.ts";

/** An item as its giver's own writes need it. */
export interface OwnItem {
  id: string;
  type: Type;
  identity_id: number | null;
  share_id: string | null;
  claim_version_id: string | null;
  ask_id: string | null;
  reasons: string[];
  their_words: string;
  note: string;
  page: number | null;
  context: FeedbackContext;
  taken: string[];
  clicked_at: Date;
  visible_at: Date;
  taken_back_at: Date | null;
  replaced_at: Date | null;
  status: (typeof FEEDBACK_STATUSES)[number];
  merged_into: string | null;
  own_due_at: Date | null;
  answered_at: Date | null;
  additions: number;
}

/** Who calls; only members give. */
export function memberOf({ caller }: Call) {
  if (caller.kind === "member") return caller.member;
  throw new ApiError("forbidden", "This needs a member's own access.");
}

/**
 * Lets one write of a member at their feedback in at a time, until the transaction ends: what two of their devices say
 * of one thing is decided one after the other.
 */
export async function lockGiver(sql: Sql, memberId: string): Promise<void> {
  await sql.query("select 1 from member where id = $1 for no key update", [memberId]);
}

/**
 * One of the member's own, which nobody changes until the transaction ends.
 * @throws ApiError not_found, for another's too
 */
export async function lockOwnItem(sql: Sql, id: string, memberId: string): Promise<OwnItem> {
  await lockGiver(sql, memberId);
  const [item] = await sql.query<OwnItem>(
    `select id, type, identity_id, share_id, claim_version_id, ask_id, reasons, their_words, note, page, context, taken,
       clicked_at, visible_at, taken_back_at, replaced_at, status, merged_into, own_due_at, answered_at,
       (select count(*)::int from feedback_addition where feedback_id = f.id) as additions
     from feedback f where id = $1 and member_id = $2 for update`,
    [id, memberId],
  );
  if (item) return item;
  throw new ApiError("not_found", "There is no such feedback of yours.");
}
