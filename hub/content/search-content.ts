import type { z } from "zod";
import type { FoundContent, SearchContentReply, SearchContentRequest } from "../../lib/contract/asset.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { guidanceFor } from "../library/asset-titles.ts";
import type { Library, LibraryAsset } from "../library/library.ts";
import { maySend, type Reader, teamsOf } from "../library/may-use.ts";
import { recentLibraryOf } from "../library/read-library.ts";
import { searchWords, tsquery } from "../search-words.ts";
import { callerOf } from "./caller.ts";
import { type Excerpt, readExcerpts } from "./excerpts.ts";

const PAGE = 20;
/** Without words: the best known few. */
const FEW = 8;

/**
 * What the caller may send that has all of the words in its title, guidance or text, each as the beginning of a word.
 * Titles come first, then guidance, then texts. Without words: what most people read.
 */
export async function searchContent(
  hub: Hub,
  call: Call,
  request: z.output<typeof SearchContentRequest>,
): Promise<z.input<typeof SearchContentReply>> {
  const { id, role } = callerOf(call);
  const [library, teams] = await Promise.all([recentLibraryOf(hub), teamsOf(hub.store, id)]);
  const reader = { role, teams };
  const isMine = (asset: LibraryAsset | undefined): asset is LibraryAsset =>
    asset !== undefined && maySend(asset, reader);
  const words = searchWords(request.query);
  const query = tsquery(words);
  if (query === undefined) {
    const few = request.query.trim() === "" ? bestKnown(library, isMine) : [];
    return { items: few.map((asset) => found(asset, library, reader, undefined)), next: null };
  }
  const rows = await hub.store.query<{ id: string; rank: number }>(
    `select id, case when named @@ $2::tsquery then 1 when named @@ $1::tsquery then 2 else 3 end as rank
     from asset where words @@ $1::tsquery and retired_at is null`,
    [query, tsquery(words, "A")],
  );
  const ranked = rows.flatMap(({ id, rank }): Ranked[] => {
    const asset = library.assets.get(id);
    if (!isMine(asset)) return [];
    const isFirst = rank === 1 && beginsWith(asset.title, words);
    return [{ asset, rank: isFirst ? 0 : rank, readers: readersOf(library, asset) }];
  });
  ranked.sort((a, b) => a.rank - b.rank || b.readers - a.readers || byTitle(a.asset, b.asset));
  const from = request.cursor === undefined ? 0 : readCursor(request.cursor);
  const page = ranked.slice(from, from + PAGE);
  // Where the title says it all, no excerpt is needed to see why it was found.
  const unclear = page.filter(({ rank }) => rank > 1).map(({ asset }) => asset.version.id);
  const excerpts = await readExcerpts(hub.store, unclear, words);
  return {
    items: page.map(({ asset }) => found(asset, library, reader, excerpts.get(asset.version.id))),
    next: ranked.length > from + PAGE ? Buffer.from(String(from + PAGE)).toString("base64url") : null,
  };
}

function readCursor(cursor: string): number {
  const text = Buffer.from(cursor, "base64url").toString();
  if (!/^\d{1,6}$/.test(text)) throw new ApiError("bad_request", "The cursor is none that this search gave.");
  return Number(text);
}

interface Ranked {
  asset: LibraryAsset;
  /** 0: the title begins with what was typed. 1: all words stand in the title. 2: or in guidance. 3: in the text. */
  rank: number;
  readers: number;
}

function beginsWith(title: string, words: readonly string[]): boolean {
  const inTitle = searchWords(title);
  return words.every((word, n) => inTitle[n]?.startsWith(word));
}

const readersOf = (library: Library, asset: LibraryAsset) => library.evidence.get(asset.id)?.readers ?? 0;
const byTitle = (a: LibraryAsset, b: LibraryAsset) => (a.title < b.title ? -1 : 1);

function bestKnown(library: Library, isMine: (asset: LibraryAsset) => boolean): LibraryAsset[] {
  return [...library.assets.values()]
    .filter(isMine)
    .sort(
      (a, b) =>
        Number(b.guidance !== null) - Number(a.guidance !== null) ||
        readersOf(library, b) - readersOf(library, a) ||
        a.order - b.order,
    )
    .slice(0, FEW);
}

function found(
  asset: LibraryAsset,
  library: Library,
  reader: Reader,
  excerpt: Excerpt | undefined,
): z.input<typeof FoundContent> {
  const { text } = asset.version;
  return {
    assetId: asset.id,
    versionId: asset.version.id,
    title: asset.title,
    kind: asset.kind,
    length: asset.length,
    excerpt: excerpt?.text ?? null,
    page: asset.kind === "pdf" ? (excerpt?.page ?? null) : null,
    ...(asset.guidance === null ? {} : guidanceFor(library, asset.guidance, reader)),
    ...(text === null ? {} : { text }),
  };
}
