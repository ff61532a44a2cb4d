import type { z } from "zod";
import type { Share } from "../../lib/contract/share.ts";
import type { Hub } from "../hub.ts";
import type { Library, LibraryAsset } from "../library/library.ts";
import { mayUse, type Reader } from "../library/may-use.ts";
import { isLocal, linkAddress } from "./link-address.ts";
import { readingOf, readSummary } from "./reading.ts";

/** A share as the database keeps it, with who made it. */
export interface ShareRow {
  id: string;
  asset_id: string;
  identity_id: number;
  member_id: string;
  member_name: string;
  record: string;
  tracked: boolean;
  token: string;
  prepared_at: Date;
  copied_at: Date | null;
  composer: string | null;
  composed_at: Date | null;
  sent_version: number | null;
  pinned_version: number | null;
  allow_download: boolean;
  expires_at: Date | null;
  revoked_at: Date | null;
  limited_to: string | null;
  reading: unknown;
  person_read_at: Date | null;
  went: z.input<typeof Share>["went"] | null;
}

/** SQL: the columns of `share s` and `member m`. */
export const SHARE_COLUMNS = `s.id, s.asset_id, s.identity_id, s.member_id, m.name as member_name, s.record, s.tracked,
  s.token, s.prepared_at, s.copied_at, s.composer, s.composed_at, s.sent_version, s.pinned_version, s.allow_download,
  s.expires_at, s.revoked_at, s.limited_to, s.reading, s.person_read_at,
  (select json_build_object('feedbackId', id, 'type', type) from feedback
   where share_id = s.id and taken_back_at is null and replaced_at is null limit 1) as went`;

export interface Showing {
  library: Library;
  hub: Pick<Hub, "settings">;
  /** Who sees it: a link is its maker's, so that what is read by it is not taken for another's. */
  memberId: string | undefined;
  /** Where others' are shown too: of content that this reader may not know of, the title is not said. */
  reader?: Reader;
}

/** A share as the contract shows it; undefined for one whose asset the library does not know (yet). */
export function shareOf(
  row: ShareRow,
  { library, hub, memberId, reader }: Showing,
): z.input<typeof Share> | undefined {
  const asset = library.assets.get(row.asset_id);
  if (asset === undefined) return undefined;
  const { linksUrl } = hub.settings;
  const mine = row.member_id === memberId;
  const isNamed = mine || reader === undefined || mayUse(asset, reader);
  const newest = asset.version.number;
  const summary = readSummary(row.reading);
  return {
    id: row.id,
    assetId: row.asset_id,
    title: isNamed ? asset.title : unnamed(asset),
    kind: asset.kind,
    length: asset.length,
    ...(mine ? { link: linkOf(row, asset, linksUrl) } : {}),
    linkIsLocal: isLocal(linksUrl),
    by: { memberId: row.member_id, name: row.member_name },
    mine,
    tracked: row.tracked,
    preparedAt: row.prepared_at.toISOString(),
    copiedAt: row.copied_at?.toISOString() ?? null,
    openedIn: row.composer as z.input<typeof Share>["openedIn"],
    openedInAt: row.composed_at?.toISOString() ?? null,
    version: row.pinned_version ?? newest,
    newest,
    pinned: row.pinned_version !== null,
    sentVersion: row.sent_version,
    whatChanged:
      isNamed && row.sent_version !== null && row.sent_version < newest ? asset.version.whatChanged : null,
    retired: asset.retired,
    allowDownload: row.allow_download,
    expiresAt: row.expires_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    limitedTo: row.limited_to,
    reading: readingOf(summary, asset.kind),
    // How it went for a colleague is theirs to tell.
    ...(mine && row.went ? { went: row.went } : {}),
  };
}

const unnamed = ({ audience }: LibraryAsset) =>
  audience === "marketing" ? "Something marketing sent" : "Something another team sent";

/** Without tracking a page elsewhere needs no link of ours, unless the link is to do more than lead there. */
export function linkOf(
  row: Pick<ShareRow, "tracked" | "token" | "limited_to" | "expires_at">,
  asset: LibraryAsset,
  linksUrl: string,
): string {
  const isPlain = !row.tracked && row.limited_to === null && row.expires_at === null;
  if (isPlain && asset.version.url !== null) return asset.version.url;
  return linkAddress(linksUrl, row.token, asset.title);
}
