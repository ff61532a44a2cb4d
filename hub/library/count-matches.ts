import type { Sql } from "../store/store.ts";
import { READING_KINDS } from "./match-keys.ts";

/** How many of the newest touchpoints are looked at: the embedded database keeps everybody waiting meanwhile. */
const LOOKED_AT = 200_000;

/** An address as `urlKey` writes it, and what `titleKeys` finds in a text: see match-keys.ts, and mend both together. */
const URL_KEY = `regexp_replace(
  regexp_replace(split_part(split_part(url, '#', 1), '?', 1), '^https?://(www\\.)?', 'https://'), '/+$', '')`;
const names = (column: string, titles: string) => {
  const key = `lower(translate(${column}, '“”"', ''))`;
  return `(${key} = any(${titles})
    or regexp_replace(${key}, '^(downloaded|read|watched|viewed|opened)\\s+', '') = any(${titles}))`;
};

/** How many touchpoints elsewhere count as reading an asset, among the newest, and of how many people. */
export async function countMatches(
  sql: Sql,
  { urls, titles }: { urls: readonly string[]; titles: readonly string[] },
): Promise<{ touchpoints: number; people: number }> {
  if (urls.length + titles.length === 0) return { touchpoints: 0, people: 0 };
  const [row] = await sql.query<{ touchpoints: number; people: number }>(
    `with matched as (
       select identity_id from touchpoint
       where id > (select max(id) from touchpoint) - ${LOOKED_AT} and not passive
         and kind = any($3::text[])
         and (${URL_KEY} = any($1::text[]) or ${names("title", "$2::text[]")} or ${names("detail", "$2::text[]")})
     )
     select count(*)::int as touchpoints,
       count(distinct coalesce(link.person_id::text, matched.identity_id::text))::int as people
     from matched left join lateral (
       select person_id from identity_link
       where identity_id = matched.identity_id and ended_at is null and not shared limit 1
     ) link on true`,
    [urls, titles, [...READING_KINDS]],
  );
  return row ?? { touchpoints: 0, people: 0 };
}
