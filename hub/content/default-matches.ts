import { titleKey, urlKey } from "../library/match-keys.ts";
import type { Sql } from "../store/store.ts";

/** A title so short is the title of too much. */
const SHORTEST_TITLE = 4;

/** Keys as they are stored, without those that would match everything. */
export function matchRows(
  urls: readonly string[],
  titles: readonly string[],
): { kind: string; value: string }[] {
  const urlRows = urls.map(urlKey).filter((value) => value !== undefined);
  const titleRows = titles.map(titleKey).filter((value) => value.length > 0);
  return [
    ...[...new Set(urlRows)].map((value) => ({ kind: "url", value })),
    ...[...new Set(titleRows)].map((value) => ({ kind: "title", value })),
  ];
}

/** What counts as reading a new asset elsewhere, until marketing says otherwise: its own address and its title. */
export function defaultMatches(title: string, url: string | undefined): { kind: string; value: string }[] {
  return matchRows(url === undefined ? [] : [url], titleKey(title).length < SHORTEST_TITLE ? [] : [title]);
}

/** Adds matches of one asset. */
export async function insertMatches(
  sql: Sql,
  assetId: string,
  rows: readonly { kind: string; value: string }[],
): Promise<void> {
  await sql.query(
    `insert into asset_match (asset_id, kind, value) select $1, kind, value from unnest($2::text[], $3::text[]) m (kind, value)
     on conflict do nothing`,
    [assetId, rows.map(({ kind }) => kind), rows.map(({ value }) => value)],
  );
}
