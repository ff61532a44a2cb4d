import { type NoticeKind, tell } from "../notices/tell.ts";
import type { Sql } from "../store/store.ts";
import { UNDO_MS } from "./undo-time.ts";

/** Tells the givers of items, each once, when the undo time is over. */
export async function tellGivers(
  sql: Sql,
  items: readonly { id: string; member_id: string }[],
  told: { kinds: readonly NoticeKind[]; subject: string; now: Date },
): Promise<void> {
  const first = new Map<string, string>();
  for (const { id, member_id } of items) if (!first.has(member_id)) first.set(member_id, id);
  const visibleAt = new Date(told.now.getTime() + UNDO_MS);
  await tell(
    sql,
    [...first].flatMap(([memberId, feedbackId]) =>
      told.kinds.map((kind) => ({
        memberId,
        kind,
        feedbackId,
        subject: told.subject,
        at: told.now,
        visibleAt,
      })),
    ),
  );
}
