import { readFileRange } from "../files/chunks.ts";
import { lookInside } from "../files/look-inside/look-inside.ts";
import type { Found, Looked, MadePicture } from "../files/look-inside/looked.ts";
import { storeFile } from "../files/store-file.ts";
import type { Hub } from "../hub.ts";
import type { Claimed, Work } from "../jobs/work.ts";
import { touchLibrary } from "../library/touch-library.ts";
import type { Sql } from "../store/store.ts";
import { renewWords } from "./text-words.ts";

/** After so many tries that the database or this program failed, the version is said to have failed. */
const MOST_TRIES = 4;

const NOT_READ = "Nothing could be made of this file, though it is here. Add it again as a new version.";

interface Row {
  id: string;
  asset_id: string;
  file_id: string;
  name: string;
  type: string;
}

/** Makes pictures and text of a version's file, once. What cannot be made is said in words, and not tried for ever. */
export const processVersion: Work = async (hub: Hub, { key, tries }: Claimed) => {
  const [row] = await hub.store.query<Row>(
    `select version.id, version.asset_id, version.file_id, file.name, file.type
     from asset_version version join file on file.id = version.file_id
     where version.id = $1 and version.state = 'processing'`,
    [key],
  );
  if (row === undefined) return "done";
  const looked: Looked =
    tries > MOST_TRIES
      ? { problem: NOT_READ }
      : await lookInside(row.type, readFileRange(hub.store, row.file_id));
  await hub.store.transaction(async (sql) => {
    const waiting = await sql.query(
      "select 1 from asset_version where id = $1 and state = 'processing' for update",
      [row.id],
    );
    if (waiting.length === 0) return;
    if ("problem" in looked) {
      await sql.query("update asset_version set state = 'failed', problem = $2 where id = $1", [
        row.id,
        looked.problem,
      ]);
    } else await keepFound(sql, row, looked);
    await renewWords(sql, row.asset_id);
    await touchLibrary(sql);
  });
  return "done";
};

async function keepFound(sql: Sql, { id, name }: Row, found: Found): Promise<void> {
  const picture = await storePicture(sql, found.picture, `${name}.webp`);
  const thumbnail = await storePicture(sql, found.thumbnail, `${name}.webp`);
  await sql.query(
    `update asset_version set state = 'ready', problem = null, pages = $2, width = $3, height = $4, picture_id = $5,
       thumbnail_id = $6
     where id = $1`,
    [id, found.pages, found.width, found.height, picture, thumbnail],
  );
  await sql.query(
    `insert into asset_page (version_id, page, text) select $1, page, text from unnest($2::integer[], $3::text[]) t (page, text)
     on conflict do nothing`,
    [id, found.texts.map(({ page }) => page), found.texts.map(({ text }) => text)],
  );
}

async function storePicture(sql: Sql, picture: MadePicture | null, name: string): Promise<string | null> {
  return picture === null ? null : storeFile(sql, { ...picture, name });
}

/** Makes the picture that a browser took of a video as small as others are. */
export const processPoster: Work = async (hub: Hub, { payload, tries }: Claimed) => {
  const versionId = String(payload.versionId);
  const fileId = String(payload.fileId);
  const [row] = await hub.store.query<{ type: string; name: string; asset_id: string }>(
    `select file.type, file.name, version.asset_id from asset_version version join file on file.id = version.picture_id
     where version.id = $1 and file.id = $2`,
    [versionId, fileId],
  );
  if (row === undefined || tries > MOST_TRIES) return "done";
  const looked = await lookInside(row.type, readFileRange(hub.store, fileId));
  const [picture, thumbnail] = "problem" in looked ? [null, null] : [looked.picture, looked.thumbnail];
  await hub.store.transaction(async (sql) => {
    await sql.query(
      `update asset_version set picture_id = $3, thumbnail_id = $4, width = $5, height = $6
       where id = $1 and picture_id = $2`,
      [
        versionId,
        fileId,
        await storePicture(sql, picture, `${row.name}.webp`),
        await storePicture(sql, thumbnail, `${row.name}.webp`),
        "problem" in looked ? null : looked.width,
        "problem" in looked ? null : looked.height,
      ],
    );
    await touchLibrary(sql);
  });
  return "done";
};
