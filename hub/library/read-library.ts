import type { AssetKind } from "../../lib/contract/asset.ts";
import type { Guidance } from "../../lib/contract/guidance.ts";
import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { readCredits } from "./credits.ts";
import { lengthWords } from "./length-words.ts";
import type { Library, LibraryAsset } from "./library.ts";
import { readClaims } from "./read-claims.ts";

/** Of so many assets reading takes long enough that who only looks gets the library before meanwhile. */
const LARGE = 500;
/** But none that was not known to hold so shortly before. */
const LAG_MS = 10_000;

interface Kept {
  library: Library | undefined;
  reading: Promise<Library> | undefined;
  /** When the library that is kept was the newest still. */
  heldAt: number;
}
const kept = new WeakMap<Hub, Kept>();

/**
 * The whole library as it stands now: one small question to the database, and the library itself only where it
 * changed. Who asks meanwhile shares that. Ask outside of transactions: the embedded database has one connection.
 */
export async function libraryOf(hub: Hub): Promise<Library> {
  const state = stateOf(hub);
  const stamp = await readStamp(hub.store);
  if (isNewest(state, stamp)) return state.library;
  const underWay = await state.reading?.catch(() => undefined);
  if (underWay && underWay.stamp >= stamp) return underWay;
  return state.reading ?? readAnew(hub, state);
}

/** The same for who only looks: while a large one is read anew, the one before. */
export async function recentLibraryOf(hub: Hub): Promise<Library> {
  return recentLibrary(hub, await readStamp(hub.store));
}

/** The same for who has read the stamp with something else: `select stamp from library`, 0 where there is no row. */
export async function recentLibrary(hub: Hub, stamp: number): Promise<Library> {
  const state = stateOf(hub);
  if (isNewest(state, stamp)) return state.library;
  const { library, heldAt } = state;
  const reading = state.reading ?? readAnew(hub, state);
  if (library !== undefined && library.assets.size >= LARGE && performance.now() - heldAt < LAG_MS) {
    reading.catch((error: unknown) =>
      hub.log.warn({ error: (error as Error).name }, "the library could not be read"),
    );
    return library;
  }
  const read = await reading;
  return read.stamp >= stamp ? read : (state.reading ?? readAnew(hub, state));
}

function stateOf(hub: Hub): Kept {
  const state = kept.get(hub) ?? {
    library: undefined,
    reading: undefined,
    heldAt: Number.NEGATIVE_INFINITY,
  };
  kept.set(hub, state);
  return state;
}

/** A restored backup may have an earlier stamp, so another one is old whichever way it differs. */
function isNewest(state: Kept, stamp: number): state is Kept & { library: Library } {
  if (state.library?.stamp !== stamp) return false;
  state.heldAt = performance.now();
  return true;
}

function readAnew(hub: Hub, state: Kept): Promise<Library> {
  const begin = performance.now();
  const reading = readLibrary(hub.store)
    .then((library) => {
      state.library = library;
      state.heldAt = begin;
      return library;
    })
    .finally(() => {
      state.reading = undefined;
    });
  state.reading = reading;
  return reading;
}

async function readStamp(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ stamp: number }>("select stamp from library");
  return row?.stamp ?? 0;
}

/** The stamp comes first: what is written while the rest is read shows as another stamp the next time. */
async function readLibrary(sql: Sql): Promise<Library> {
  const stamp = await readStamp(sql);
  const assets = new Map<string, LibraryAsset>();
  for (const row of await sql.query<AssetRow>(ASSETS)) assets.set(row.id, assetOf(row));
  const matches = await sql.query<{ asset_id: string; kind: "url" | "title"; value: string }>(
    "select asset_id, kind, value from asset_match order by asset_id",
  );
  const evidence = await sql.query<{ asset_id: string; readers: number; next_step: number }>(
    `select asset_id, count(*)::int as readers, count(next_step_at)::int as next_step
     from asset_reader group by asset_id`,
  );
  return {
    stamp,
    assets,
    byUrl: grouped(matches.filter(({ kind }) => kind === "url")),
    byTitle: grouped(matches.filter(({ kind }) => kind === "title")),
    evidence: new Map(
      evidence.map(({ asset_id, readers, next_step }) => [asset_id, { readers, nextStep: next_step }]),
    ),
    ...(await readClaims(sql)),
    credits: await readCredits(sql),
  };
}

interface AssetRow {
  id: string;
  kind: AssetKind;
  title: string;
  audience: LibraryAsset["audience"];
  teams: string[] | null;
  retired: boolean;
  verified_at: Date | null;
  verified_until: Date | null;
  verified_by: string | null;
  version_id: string;
  number: number;
  created_at: Date;
  ready: boolean;
  pages: number | null;
  seconds: number | null;
  url: string | null;
  text: string | null;
  what_changed: string;
  type: string | null;
  guidance_id: string | null;
  body: Guidance | null;
  published_at: Date | null;
  place: number;
}

/** The newest version that can be shown; of an asset that has none, the newest. */
const ASSETS = `
  select asset.id, asset.kind, asset.title, asset.audience, asset.retired_at is not null as retired,
    (select array_agg(team_id::text) from asset_team where asset_id = asset.id) as teams,
    asset.verified_at, asset.verified_until, verifier.name as verified_by,
    version.id as version_id, version.number, version.created_at, version.state = 'ready' as ready, version.pages,
    version.seconds, version.url, version.text, version.what_changed, file.type,
    guidance.id as guidance_id, guidance.body, guidance.published_at,
    row_number() over (order by first.at nulls last, asset.created_at, asset.id)::int as place
  from asset
  join lateral (
    select * from asset_version where asset_id = asset.id order by (state = 'ready') desc, number desc limit 1
  ) version on true
  left join file on file.id = version.file_id
  left join guidance on guidance.asset_id = asset.id and guidance.replaced_at is null
  left join (select asset_id, min(published_at) as at from guidance group by asset_id) first on first.asset_id = asset.id
  left join member verifier on verifier.id = asset.verified_by`;

function assetOf(row: AssetRow): LibraryAsset {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    length: lengthWords(row),
    audience: row.audience,
    teams: new Set(row.teams ?? []),
    version: {
      id: row.version_id,
      number: row.number,
      at: row.created_at,
      ready: row.ready,
      pages: row.pages,
      seconds: row.seconds,
      url: row.url,
      text: row.text,
      whatChanged: row.what_changed,
    },
    guidance:
      row.guidance_id !== null && row.body !== null && row.published_at !== null
        ? { id: row.guidance_id, body: row.body, at: row.published_at }
        : null,
    verified:
      row.verified_at === null
        ? null
        : { by: row.verified_by ?? "someone who left", at: row.verified_at, until: row.verified_until },
    retired: row.retired,
    order: row.place,
  };
}

function grouped(matches: readonly { asset_id: string; value: string }[]): Map<string, string[]> {
  const byValue = new Map<string, string[]>();
  for (const { asset_id, value } of matches) byValue.set(value, [...(byValue.get(value) ?? []), asset_id]);
  return byValue;
}
