import type { Sql } from "../store/store.ts";

export interface Excerpt {
  page: number;
  /** As plain text around the place. */
  text: string;
}

/** Of a long document only so many pages are looked through. */
const MOST_PAGES = 400;
/** Characters before and after the place. */
const AROUND = 70;

/** Where the words stand in the texts of some versions: on the first page that has most of them. */
export async function readExcerpts(
  sql: Sql,
  versionIds: readonly string[],
  words: readonly string[],
): Promise<ReadonlyMap<string, Excerpt>> {
  if (versionIds.length === 0 || words.length === 0) return new Map();
  const found = words.map((_, n) => `(strpos(lower(text), $${n + 2}) > 0)::int`).join(" + ");
  const rows = await sql.query<{ version_id: string; page: number; text: string }>(
    `select version.id as version_id, best.page, best.text from unnest($1::uuid[]) version (id)
     join lateral (
       select page, text, ${found} as hits from asset_page
       where version_id = version.id and page <= ${MOST_PAGES} and ${found} > 0
       order by hits desc, page limit 1
     ) best on true`,
    [versionIds, ...words],
  );
  return new Map(
    rows.map(({ version_id, page, text }) => [version_id, { page, text: excerptOf(text, words) }]),
  );
}

/** The text around the first place where one of the words begins a word, cut between words. */
export function excerptOf(text: string, words: readonly string[]): string {
  const plain = text.replace(/\s+/g, " ").trim();
  const lower = plain.toLowerCase();
  const places = words.map((word) => placeOf(lower, word)).filter((place) => place >= 0);
  const place = places.length === 0 ? 0 : Math.min(...places);
  const from = place <= AROUND ? 0 : plain.indexOf(" ", place - AROUND) + 1;
  const begin = from > place ? place : from;
  const end = place + AROUND * 2 >= plain.length ? plain.length : plain.lastIndexOf(" ", place + AROUND * 2);
  const cut = plain.slice(begin, end > place ? end : place + AROUND * 2);
  return `${begin > 0 ? "… " : ""}${cut}${end < plain.length ? " …" : ""}`;
}

/** The first place where a word begins with these letters, else where they stand at all. */
function placeOf(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return at;
  }
  return text.indexOf(word);
}
