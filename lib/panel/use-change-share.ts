import type { z } from "zod";
import type { RecordRef } from "../contract/record.ts";
import type { ChangeShareRequest, Share } from "../contract/share.ts";
import type { Ask } from "./ask-context.ts";
import type { Announcement } from "./use-announcement.ts";

type Change = Omit<z.input<typeof ChangeShareRequest>, "id">;

/**
 * Changes a link: lets it expire, revokes, pins or limits it. What it was before is offered as undo.
 * @param done what to say then
 * @returns whether it was changed; why not is announced
 */
export type ChangeShare = (share: Share, change: Change, done: string) => Promise<boolean>;

export function useChangeShare(
  ask: Ask,
  record: RecordRef | undefined,
  keep: (share: Share) => void,
  announce: (announcement: Announcement) => void,
): ChangeShare {
  async function send(share: Share, change: Change, done: string, undo?: Change): Promise<boolean> {
    if (!record) return false;
    const answer = await ask("content.change", { record, change: { id: share.id, ...change } });
    if (!answer.ok) {
      const unreached = answer.error.code === "out_of_reach";
      announce({
        text: unreached ? "Leadside cannot be reached, so the link stays as it is." : answer.error.message,
      });
      return false;
    }
    keep(answer.value.share);
    announce({
      text: done,
      ...(undo ? { undo: () => void send(answer.value.share, undo, "Taken back.") } : {}),
    });
    return true;
  }
  return (share, change, done) => send(share, change, done, before(share, change));
}

/** What takes a change back. Pure. */
function before(share: Share, change: Change): Change {
  return {
    ...("expiresAt" in change ? { expiresAt: share.expiresAt } : {}),
    ...("revoked" in change ? { revoked: share.revokedAt !== null } : {}),
    ...("pinned" in change ? { pinned: share.pinned ? share.version : null } : {}),
    ...("allowDownload" in change ? { allowDownload: share.allowDownload } : {}),
    ...("limitedTo" in change ? { limitedTo: share.limitedTo } : {}),
  };
}
