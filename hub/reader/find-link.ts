import type { FileFacts } from "../files/store-file.ts";
import { READING, readingSettingsOf, type StoredReading } from "../shares/reading-settings.ts";
import type { Sql } from "../store/store.ts";

/** A link as its reader meets it. */
export interface Link {
  id: string;
  token: string;
  tracked: boolean;
  allow_download: boolean;
  expires_at: Date | null;
  revoked_at: Date | null;
  limited_to: string | null;
  reading: unknown;
  asset_id: string;
  pinned_version: number | null;
  kind: "pdf" | "image" | "video" | "web_page" | "snippet";
  title: string;
  sender: string;
  settings: StoredReading;
  /** The version that it leads to: the pinned one, else the newest that can be shown. */
  version: LinkVersion | null;
}

export interface LinkVersion {
  id: string;
  number: number;
  url: string | null;
  text: string | null;
  pages: number | null;
  width: number | null;
  height: number | null;
  hasPicture: boolean;
  fileType: string | null;
  bytes: number | null;
}

interface Row extends Omit<Link, "settings"> {
  settings: unknown;
}

const LINK = `
  select s.id, s.token, s.tracked, s.allow_download, s.expires_at, s.revoked_at, s.limited_to, s.reading, s.asset_id,
    s.pinned_version, a.kind, a.title, m.name as sender,
    (select value from setting where key = $2) as settings,
    (select json_build_object('id', v.id, 'number', v.number, 'url', v.url, 'text', v.text, 'pages', v.pages,
       'width', v.width, 'height', v.height, 'hasPicture', v.picture_id is not null, 'fileType', f.type,
       'bytes', f.bytes)
     from asset_version v left join file f on f.id = v.file_id
     where v.asset_id = s.asset_id and v.state = 'ready'
       and (s.pinned_version is null or v.number = s.pinned_version)
     order by v.number desc limit 1) as version
  from share s join asset a on a.id = s.asset_id join member m on m.id = s.member_id
  where s.token = $1`;

export async function findLink(sql: Sql, token: string): Promise<Link | undefined> {
  const [row] = await sql.query<Row>(LINK, [token, READING]);
  return row && { ...row, settings: readingSettingsOf(row.settings) };
}

/** Why a link opens nothing (any more); undefined for one that does. What was retired is not sent any more, but links that are out go on. */
export function whyClosed(link: Link, now: Date): "revoked" | "expired" | undefined {
  if (link.revoked_at !== null) return "revoked";
  return link.expires_at !== null && link.expires_at <= now ? "expired" : undefined;
}

/** Who began to read a version before there was a newer one may read it to its end. */
const READS_ON = "interval '1 day'";

/**
 * The file of a version that the link leads to, or did a day ago.
 * @param number undefined: the version that it leads to now
 */
export async function linkFile(
  sql: Sql,
  link: Link,
  which: "file_id" | "picture_id",
  number: number | undefined,
): Promise<FileFacts | undefined> {
  const [file] = await sql.query<FileFacts>(
    `select f.id, f.name, f.type, f.bytes, encode(f.sha256, 'hex') as sha256
     from asset_version v join file f on f.id = v.${which}
     where v.asset_id = $1 and v.number = $2 and v.state = 'ready' and f.whole_at is not null and f.type is not null
       and not exists (
         select 1 from asset_version newer where newer.asset_id = v.asset_id and newer.number > v.number
           and newer.state = 'ready' and newer.created_at < now() - ${READS_ON} and $3::int is null
       )`,
    [link.asset_id, link.pinned_version ?? number ?? link.version?.number ?? null, link.pinned_version],
  );
  return file;
}
