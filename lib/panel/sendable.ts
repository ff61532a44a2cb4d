import type { z } from "zod";
import type { FoundContent } from "../contract/asset.ts";
import type { Recommendation } from "../contract/recommendation.ts";
import type { PrepareShareReply, Share } from "../contract/share.ts";
import { plainSnippet } from "./plain-snippet.ts";

/** A piece of content that can be sent, wherever in the panel it stands. */
export interface Sendable {
  assetId: string;
  title: string;
  kind: Share["kind"];
  /** The version to look at, where it is known. */
  versionId?: string | undefined;
  /** Of a snippet: what is copied instead of a link, without the marks of its Markdown. */
  text?: string | undefined;
}

export type Prepared = z.infer<typeof PrepareShareReply>;

export const LINK_IMPOSSIBLE = "No new link can be made until Leadside is back.";

/** What of any of these is needed to send it. */
export function sendable({
  assetId,
  title,
  kind,
  versionId,
  text,
}: Sendable | Recommendation | FoundContent): Sendable {
  return { assetId, title, kind, versionId, text: text === undefined ? undefined : plainSnippet(text) };
}

/** The address to give away: the tracked link, else the one in the message of a share without tracking. */
export function linkOf(share: Share, message?: string): string | undefined {
  return share.link ?? /https?:\/\/[^\s<>"]+/.exec(message ?? "")?.[0];
}
