import type { Library } from "../library/library.ts";
import { titleKeys, urlKey } from "../library/match-keys.ts";

/** What somebody did that may have been reading one of our assets. */
export interface Seen {
  kind: string;
  title: string;
  detail: string | null;
  url: string | null;
}

/** To read, watch or download; filling in the form before it is not yet reading. */
const READING = new Set([
  "page_viewed",
  "content_viewed",
  "content_downloaded",
  "video_watched",
  "webinar_attended",
]);

const NONE: readonly string[] = [];

/** The assets that a touchpoint elsewhere counts as reading, by its address and its title. */
export function readElsewhere({ byUrl, byTitle }: Library, seen: Seen): readonly string[] {
  if (!READING.has(seen.kind) || (byUrl.size === 0 && byTitle.size === 0)) return NONE;
  const found = new Set<string>();
  const address = seen.url === null || byUrl.size === 0 ? undefined : urlKey(seen.url);
  if (address !== undefined) for (const id of byUrl.get(address) ?? NONE) found.add(id);
  if (byTitle.size > 0) {
    for (const text of [seen.title, seen.detail]) {
      if (text === null) continue;
      for (const key of titleKeys(text)) for (const id of byTitle.get(key) ?? NONE) found.add(id);
    }
  }
  return found.size === 0 ? NONE : [...found];
}
