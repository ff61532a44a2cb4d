import type { Share } from "../contract/share.ts";
import { sentAt } from "./share-list.ts";

/** Sooner after sending, nobody can know how it went. */
const SOONEST_MS = 15 * 60_000;

/** Whether to ask the rep how it went with what they sent: theirs, sent a while ago or read by a person, not said yet. Pure. */
export function asksHowItWent(share: Share, now: Date): boolean {
  if (!share.mine || share.went) return false;
  const at = sentAt(share);
  if (at === undefined) return false;
  return share.reading.state === "person" || now.getTime() - Date.parse(at) >= SOONEST_MS;
}
