import type { z } from "zod";
import type { Asset, AssetVersion, Evidence } from "../../lib/contract/asset.ts";
import { guidanceWords } from "../../lib/contract/condition-words.ts";
import type { Guidance } from "../../lib/contract/guidance.ts";
import type { Hub } from "../hub.ts";
import { countMatches } from "../library/count-matches.ts";
import { creditOfVersion } from "../library/credits.ts";
import { libraryOf } from "../library/read-library.ts";
import { author, fileAddress, type ListedRow, listedAsset, listedFrom } from "./listed-asset.ts";
import { noSuchAsset } from "./lock-asset.ts";
import { namedTitles } from "./text-words.ts";

/** What content does not know by itself. */
export interface AssetParts {
  /** What came of reading an asset; null where it has no guidance, or nobody read it. */
  evidenceOf: (hub: Hub, assetId: string) => Promise<Evidence | null>;
  /** Open feedback about it. */
  openFeedbackOf: (hub: Hub, assetId: string) => Promise<number>;
}

/**
 * One asset with all that the desk shows of it.
 * @throws ApiError `not_found`
 */
export async function readAsset(hub: Hub, id: string, parts: AssetParts): Promise<z.input<typeof Asset>> {
  const { store } = hub;
  const [row] = await store.query<Row>(
    `${listedFrom("asset", COLUMNS)}
     left join member verifier on verifier.id = asset.verified_by
     left join member publisher on publisher.id = guidance.published_by
     left join member saver on saver.id = draft.saved_by
     where asset.id = $2`,
    [hub.now(), id],
  );
  if (row === undefined) throw noSuchAsset();
  const matches = await store.query<{ kind: "url" | "title"; value: string }>(
    "select kind, value from asset_match where asset_id = $1 order by value",
    [id],
  );
  const ofKind = (kind: "url" | "title") =>
    matches.filter((match) => match.kind === kind).map(({ value }) => value);
  const matched = { urls: ofKind("url"), titles: ofKind("title") };
  const { guidance_id, body, published_at, saved_at } = row;
  const words = body && guidanceWords(body, await namedTitles(store, [body]));
  return {
    ...(await listedAsset(hub, row)),
    createdAt: row.created_at.toISOString(),
    versions: await readVersions(hub, id),
    guidance:
      guidance_id === null || body === null || words === null || published_at === null
        ? null
        : {
            id: guidance_id,
            guidance: body,
            words,
            at: published_at.toISOString(),
            by: author(row.published_by, row.publisher),
          },
    draft:
      row.draft === null || saved_at === null
        ? null
        : { guidance: row.draft, savedAt: saved_at.toISOString(), by: author(row.saved_by, row.saver) },
    verifyEveryDays: row.verify_every_days,
    verifiedBy: row.verified_at === null ? null : author(row.verified_by, row.verifier),
    evidence: await parts.evidenceOf(hub, id),
    openFeedback: await parts.openFeedbackOf(hub, id),
    matches: { ...matched, ...(await countMatches(store, matched)) },
  };
}

const COLUMNS = `, asset.verify_every_days, asset.verified_by, verifier.name as verifier,
    guidance.id as guidance_id, guidance.body, guidance.published_at, guidance.published_by,
    publisher.name as publisher, draft.body as draft, draft.saved_at, draft.saved_by, saver.name as saver`;

interface Row extends ListedRow {
  verify_every_days: number | null;
  verified_by: string | null;
  verifier: string | null;
  guidance_id: string | null;
  body: Guidance | null;
  published_at: Date | null;
  published_by: string | null;
  publisher: string | null;
  draft: Guidance | null;
  saved_at: Date | null;
  saved_by: string | null;
  saver: string | null;
}

interface VersionRow {
  id: string;
  number: number;
  what_changed: string;
  created_at: Date;
  created_by: string | null;
  creator: string | null;
  state: "processing" | "ready" | "failed";
  problem: string | null;
  name: string | null;
  type: string | null;
  bytes: number | null;
  pages: number | null;
  seconds: number | null;
  url: string | null;
  text: string | null;
  has_thumbnail: boolean;
}

/** Newest first. */
async function readVersions(hub: Hub, assetId: string): Promise<z.input<typeof AssetVersion>[]> {
  const rows = await hub.store.query<VersionRow>(
    `select version.id, number, what_changed, version.created_at, version.created_by, creator.name as creator, state,
       problem, file.name, file.type, file.bytes, pages, seconds, url, text, thumbnail_id is not null as has_thumbnail
     from asset_version version
     left join file on file.id = version.file_id left join member creator on creator.id = version.created_by
     where asset_id = $1 order by number desc`,
    [assetId],
  );
  const { credits } = await libraryOf(hub);
  const creditFor = (versionId: string) => {
    const credit = creditOfVersion(credits, { aboutId: assetId, versionId }, hub.now().getTime());
    return credit === undefined ? {} : { credit };
  };
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      number: row.number,
      whatChanged: row.what_changed,
      createdAt: row.created_at.toISOString(),
      by: author(row.created_by, row.creator),
      state: row.state,
      problem: row.problem,
      fileName: row.name,
      fileType: row.type,
      bytes: row.bytes,
      pages: row.pages,
      seconds: row.seconds,
      url: row.url,
      text: row.text,
      thumbnail: row.has_thumbnail ? await fileAddress(hub, row.id, "thumbnail") : null,
      ...creditFor(row.id),
    })),
  );
}
