import { createHash } from "node:crypto";
import { touchLibrary } from "../library/touch-library.ts";
import type { Sql } from "../store/store.ts";
import { defaultMatches } from "./default-matches.ts";

export interface NewAddress {
  id: string;
  url: string;
  title: string;
}

/** The id that an address gets by a write of this key: the same one when the write is repeated. */
export function addressId(key: string, url: string): string {
  const hex = createHash("sha256").update(`${key}\0${url}`).digest("hex");
  const variant = (Number.parseInt(hex.charAt(16), 16) % 4) + 8;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant.toString(16)}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Addresses of pages that are in the library, retired ones too, with the asset's id. */
export function knownAddresses(sql: Sql): Promise<{ id: string; url: string }[]> {
  return sql.query("select asset_id as id, url from asset_version where url is not null");
}

/** Adds web pages, all with a few statements. */
export async function addAddresses(
  sql: Sql,
  rows: readonly NewAddress[],
  by: string,
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  const titles = rows.map(({ title }) => title);
  await sql.query(
    `insert into asset (id, kind, title, owner_id, created_at, created_by, words, named)
     select id, 'web_page', title, $3::uuid, $4::timestamptz, $3::uuid, named, named
     from unnest($1::uuid[], $2::text[]) page (id, title),
       lateral (select setweight(to_tsvector('simple', title), 'A') as named) title_words`,
    [ids, titles, by, at],
  );
  await sql.query(
    `insert into asset_version (id, asset_id, number, url, created_at, created_by, state)
     select gen_random_uuid(), id, 1, url, $4::timestamptz, $3::uuid, 'ready'
     from unnest($1::uuid[], $2::text[]) page (id, url)`,
    [ids, rows.map(({ url }) => url), by, at],
  );
  const matches = rows.flatMap(({ id, url, title }) =>
    defaultMatches(title, url).map(({ kind, value }) => ({ id, kind, value })),
  );
  await sql.query(
    `insert into asset_match (asset_id, kind, value)
     select id, kind, value from unnest($1::uuid[], $2::text[], $3::text[]) match (id, kind, value)`,
    [matches.map(({ id }) => id), matches.map(({ kind }) => kind), matches.map(({ value }) => value)],
  );
  await touchLibrary(sql);
}
