import type { Library } from "../library/library.ts";
import { READING_KINDS, titleKeys, urlKey } from "../library/match-keys.ts";

/** What somebody did that may have been reading one of our assets. */
export interface Seen {
  kind: string;
  title: string;
  detail: string | null;
  url: string | null;
}

const NONE: readonly string[] = [];

const remembered = new WeakMap<Library, Map<string, readonly string[]>>();
const REMEMBERED = 20_000;

/** The assets that a touchpoint elsewhere counts as reading, by its address and its title. */
export function readElsewhere(library: Library, seen: Seen): readonly string[] {
  const { byUrl, byTitle } = library;
  if (!READING_KINDS.has(seen.kind) || (byUrl.size === 0 && byTitle.size === 0)) return NONE;
  // Many people read the same pages, and taking addresses apart is slow.
  const known = remembered.get(library) ?? new Map<string, readonly string[]>();
  remembered.set(library, known);
  const key = `${seen.url?.split("?", 1)[0]}\n${seen.title}\n${seen.detail}`;
  let found = known.get(key);
  if (found === undefined) {
    found = find(library, seen);
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, found);
  }
  return found;
}

function find({ byUrl, byTitle }: Library, { url, title, detail }: Seen): readonly string[] {
  const found = new Set<string>();
  const address = url === null || byUrl.size === 0 ? undefined : urlKey(url);
  if (address !== undefined) for (const id of byUrl.get(address) ?? NONE) found.add(id);
  if (byTitle.size > 0) {
    for (const text of [title, detail]) {
      if (text === null) continue;
      for (const key of titleKeys(text)) for (const id of byTitle.get(key) ?? NONE) found.add(id);
    }
  }
  return found.size === 0 ? NONE : [...found];
}
