import { freshPopulation } from "../conditions/population/keep-population.ts";
import type { Work } from "../jobs/work.ts";
import { libraryOf } from "../library/read-library.ts";
import { touchLibrary } from "../library/touch-library.ts";
import type { Sql } from "../store/store.ts";
import { type AssetReader, findFigures } from "./find-readers.ts";

/** Rows a statement. */
const CHUNK = 2_000;

/**
 * Counts whom each asset and talking point fits and what became of an asset's readers, all anew from what is stored, and writes what is
 * different. Done twice it changes nothing.
 */
export const keepFigures: Work = async (hub) => {
  const library = await libraryOf(hub);
  const population = await freshPopulation(hub);
  const { assets: figures, claims } = await findFigures(population, library);
  const asOf = new Date(population.asOf);
  let changed = false;
  for (const [id, { fits, readers }] of figures) {
    await hub.store.query("update asset set fits = $2, fits_at = $3 where id = $1", [id, fits, asOf]);
    if (await hub.store.transaction((sql) => writeReaders(sql, id, readers))) changed = true;
  }
  await hub.store.query(
    `update claim set fits = counted.fits, fits_at = $3
     from unnest($1::uuid[], $2::integer[]) counted (id, fits) where claim.id = counted.id`,
    [[...claims.keys()], [...claims.values()], asOf],
  );
  const gone = await hub.store.query(
    "delete from asset_reader where asset_id <> all($1::uuid[]) returning 1",
    [[...figures.keys()]],
  );
  if (changed || gone.length > 0) await touchLibrary(hub.store);
  return "done";
};

interface Row {
  identity_id: number;
  read_at: Date;
  next_step_at: Date | null;
}

/** @returns whether anything was different */
async function writeReaders(sql: Sql, assetId: string, readers: readonly AssetReader[]): Promise<boolean> {
  const rows = await sql.query<Row>(
    "select identity_id, read_at, next_step_at from asset_reader where asset_id = $1",
    [assetId],
  );
  const known = new Map(rows.map((row) => [row.identity_id, row]));
  const news = readers.filter(({ identity, readAt, nextStepAt }) => {
    const row = known.get(identity);
    return row?.read_at.getTime() !== readAt || (row.next_step_at?.getTime() ?? undefined) !== nextStepAt;
  });
  const now = new Set(readers.map(({ identity }) => identity));
  const gone = rows.filter(({ identity_id }) => !now.has(identity_id));
  for (const part of chunks(gone)) {
    await sql.query("delete from asset_reader where asset_id = $1 and identity_id = any($2::bigint[])", [
      assetId,
      part.map(({ identity_id }) => identity_id),
    ]);
  }
  for (const part of chunks(news)) {
    // Who was erased since is not there to be written.
    await sql.query(
      `insert into asset_reader (asset_id, identity_id, read_at, next_step_at)
       select $1, r.id, r.read_at, r.next_step_at
       from unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[]) as r (id, read_at, next_step_at)
       join identity on identity.id = r.id
       on conflict (asset_id, identity_id) do update set read_at = excluded.read_at, next_step_at = excluded.next_step_at`,
      [
        assetId,
        part.map(({ identity }) => identity),
        part.map(({ readAt }) => new Date(readAt)),
        part.map(({ nextStepAt }) => (nextStepAt === undefined ? null : new Date(nextStepAt))),
      ],
    );
  }
  return news.length > 0 || gone.length > 0;
}

function chunks<Item>(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += CHUNK) parts.push(items.slice(start, start + CHUNK));
  return parts;
}
