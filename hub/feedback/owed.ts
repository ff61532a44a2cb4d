import { OPEN_STATUSES } from "./listed.ts";
import { isVisible } from "./visible.ts";

/** SQL: whether a member may come in, and answers feedback. */
const ANSWERS = "deactivated_at is null and role in ('marketer', 'admin')";

/**
 * SQL: `feedback f` that an answer is owed for, by this member: assigned to them, or to nobody and about what they own,
 * or what nobody owns who may come in. Who left, or answers no more, has nothing to answer. The view
 * "Mine", Today and the figure beside "Feedback" are these.
 * @param member and now as they stand in the statement, such as `$1` and `$2`
 */
export const isOwedBy = (member: string, now: string): string => `
  f.due_at is not null and f.answered_at is null and f.status in ${OPEN_STATUSES} and ${isVisible(now)}
  and (f.assignee_id = ${member}::uuid or (
    (f.assignee_id is null or f.assignee_id not in (select id from member where ${ANSWERS})) and (
    coalesce(f.claim_id, f.asset_id) is null or coalesce(f.claim_id, f.asset_id) not in (
      select what.id from (select id, owner_id from claim union all select id, owner_id from asset) what
      join member owner on owner.id = what.owner_id
      where owner.id <> ${member}::uuid and ${ANSWERS}))))`;
