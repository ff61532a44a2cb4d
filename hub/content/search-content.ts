import type { z } from "zod";
import type { FoundContent, SearchContentReply, SearchContentRequest } from "../../lib/contract/asset.ts";
import { guidanceWords } from "../../lib/contract/condition-words.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import type { Library, LibraryAsset } from "../library/library.ts";
import { maySend, teamsOf } from "../library/may-use.ts";
import { libraryOf } from "../library/read-library.ts";
import { callerOf } from "./caller.ts";
import { type Excerpt, readExcerpts } from "./excerpts.ts";
import { searchWords, tsquery } from "./search-words.ts";

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
  const [library, teams] = [await libraryOf(hub), await teamsOf(hub.store, id)];
  const isMine = (asset: LibraryAsset | undefined): asset is LibraryAsset =>
    asset !== undefined && maySend(asset, { role, teams });
  const words = searchWords(request.query);
  const query = tsquery(words);
  if (query === undefined) {
    const few = request.query.trim() === "" ? bestKnown(library, isMine) : [];
    return { items: few.map((asset) => found(asset, library, undefined)), next: null };
  }
  const rows = await hub.store.query<{ id: string }>(
    "select id from asset where words @@ $1::tsquery and retired_at is null",
    [query],
  );
  const matching = rows.map((row) => library.assets.get(row.id)).filter(isMine);
  const ranked = matching
    .map((asset) => ({ asset, rank: rankOf(asset, words, library) }))
    .sort(
      (a, b) =>
        a.rank - b.rank || readers(library, b.asset) - readers(library, a.asset) || byTitle(a.asset, b.asset),
    );
  const from = request.cursor === undefined ? 0 : readCursor(request.cursor);
  const page = ranked.slice(from, from + PAGE);
  // Where the title says it all, no excerpt is needed to see why it was found.
  const unclear = page.filter(({ rank }) => rank > 1).map(({ asset }) => asset.version.id);
  const excerpts = await readExcerpts(hub.store, unclear, words);
  return {
    items: page.map(({ asset }) => found(asset, library, excerpts.get(asset.version.id))),
    next: ranked.length > from + PAGE ? Buffer.from(String(from + PAGE)).toString("base64url") : null,
  };
}

function readCursor(cursor: string): number {
  const text = Buffer.from(cursor, "base64url").toString();
  if (!/^\d{1,6}$/.test(text)) throw new ApiError("bad_request", "The cursor is none that this search gave.");
  return Number(text);
}

/** 0: the title begins with what was typed. 1: all words stand in the title. 2: or in guidance. 3: in the text. */
function rankOf(asset: LibraryAsset, words: readonly string[], library: Library): number {
  const inTitle = searchWords(asset.title);
  const holds = (has: readonly string[]) => words.every((word) => has.some((one) => one.startsWith(word)));
  if (words.every((word, n) => inTitle[n]?.startsWith(word))) return 0;
  if (holds(inTitle)) return 1;
  const said = guidanceText(asset, library);
  return holds([...inTitle, ...(said.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])]) ? 2 : 3;
}

function guidanceText(asset: LibraryAsset, library: Library): string {
  const { whenToUse = "", whenNotToUse = "" } = wordsOf(asset, library) ?? {};
  const { openWith = "", show = "", ask = "", nextStep = "" } = asset.guidance?.body.how ?? {};
  return [whenToUse, whenNotToUse, openWith, show, ask, nextStep].join(" ");
}

const readers = (library: Library, asset: LibraryAsset) => library.evidence.get(asset.id)?.readers ?? 0;
const byTitle = (a: LibraryAsset, b: LibraryAsset) => (a.title < b.title ? -1 : 1);

function bestKnown(library: Library, isMine: (asset: LibraryAsset) => boolean): LibraryAsset[] {
  return [...library.assets.values()]
    .filter(isMine)
    .sort(
      (a, b) =>
        Number(b.guidance !== null) - Number(a.guidance !== null) ||
        readers(library, b) - readers(library, a) ||
        a.order - b.order,
    )
    .slice(0, FEW);
}

function wordsOf({ guidance }: LibraryAsset, { assets }: Library) {
  if (guidance === null) return undefined;
  const { to, when, except } = guidance.body.conditions;
  const titles = new Map<string, string>();
  for (const condition of [...to, ...when, ...except]) {
    if (condition.fact !== "asset") continue;
    for (const id of condition.ids) titles.set(id, assets.get(id)?.title ?? "content that is gone");
  }
  return guidanceWords(guidance.body, titles);
}

function found(
  asset: LibraryAsset,
  library: Library,
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
    ...wordsOf(asset, library),
    ...(text === null ? {} : { text }),
  };
}
