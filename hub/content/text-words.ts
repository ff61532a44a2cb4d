import { guidanceWords } from "../../lib/contract/condition-words.ts";
import type { Guidance } from "../../lib/contract/guidance.ts";
import type { Sql } from "../store/store.ts";

/** Characters of a text that are searched, of its beginning: what PostgreSQL keeps of one is bounded at a megabyte. */
const SEARCHED = 200_000;

/** Words of a title have the weight A, of guidance B, of the text itself D. */
const NAMED =
  "setweight(to_tsvector('simple', asset.title), 'A') || setweight(to_tsvector('simple', said.words), 'B')";

/** Renews what assets are found by after their title or guidance changed; the words of their texts stay. */
export async function renewNames(sql: Sql, assetIds: readonly string[]): Promise<void> {
  const said = await saidOf(sql, assetIds);
  await sql.query(
    `update asset set named = ${NAMED}, words = ${NAMED} || ts_filter(asset.words, '{d}')
     from unnest($1::uuid[], $2::text[]) said (id, words) where asset.id = said.id`,
    [said.map(({ id }) => id), said.map(({ words }) => words)],
  );
}

/** Renews all that an asset is found by, when the text of its newest version is there. */
export async function renewWords(sql: Sql, assetId: string): Promise<void> {
  const [said] = await saidOf(sql, [assetId]);
  await sql.query(
    `update asset set named = ${NAMED}, words = ${NAMED} || setweight(to_tsvector('simple', coalesce((
       select left(string_agg(text, ' ' order by page), ${SEARCHED}) from asset_page
       where version_id = (
         select id from asset_version where asset_id = asset.id order by (state = 'ready') desc, number desc limit 1
       )), '')), 'D')
     from (select $2::text as words) said where asset.id = $1`,
    [assetId, said?.words ?? ""],
  );
}

/** What guidance says, as text to be searched. */
async function saidOf(sql: Sql, assetIds: readonly string[]): Promise<{ id: string; words: string }[]> {
  const rows = await sql.query<{ id: string; body: Guidance | null }>(
    `select asset.id, guidance.body from asset
     left join guidance on guidance.asset_id = asset.id and guidance.replaced_at is null
     where asset.id = any($1::uuid[])`,
    [assetIds],
  );
  return rows.map(({ id, body }) => {
    if (body === null) return { id, words: "" };
    // Titles of other content change, and not everybody may know of it: who looks for it finds itself.
    const unnamed = new Map(assetsIn(body).map((asset) => [asset, ""]));
    const { whenToUse, whenNotToUse } = guidanceWords(body, unnamed);
    const { openWith, show, ask, nextStep } = body.how;
    return { id, words: [whenToUse, whenNotToUse ?? "", openWith, show, ask, nextStep].join(" ") };
  });
}

const assetsIn = ({ conditions: { to, when, except } }: Guidance): string[] =>
  [...to, ...when, ...except].flatMap((condition) => (condition.fact === "asset" ? condition.ids : []));

/** Titles of the assets that guidance speaks of, to be put into its words. */
export async function namedTitles(
  sql: Sql,
  bodies: readonly Guidance[],
): Promise<ReadonlyMap<string, string>> {
  const ids = bodies.flatMap(assetsIn);
  if (ids.length === 0) return new Map();
  const rows = await sql.query<{ id: string; title: string }>(
    "select id, title from asset where id = any($1::uuid[])",
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}
