import type { Role } from "../../../lib/contract/member.ts";
import { NOTICE_KINDS } from "../../../lib/contract/notice.ts";
import { may } from "../../../lib/contract/permissions.ts";
import type { NoticeKind } from "../tell.ts";

/** Of others' feedback, which marketing reads. */
const OF_OTHERS: ReadonlySet<NoticeKind> = new Set([
  "feedback_given",
  "assigned",
  "reopened",
  "credit_given",
]);

/** What a member of this role is told of, by the role that they have now: who answers no more reads no others'. */
export function kindsFor(role: Role): NoticeKind[] {
  return NOTICE_KINDS.filter((kind) => !OF_OTHERS.has(kind) || may(role, "answerFeedback"));
}
