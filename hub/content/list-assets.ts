import { z } from "zod";
import type { AssetsReply, AssetsRequest } from "../../lib/contract/asset.ts";
import { Uuid } from "../../lib/contract/primitives.ts";
import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { type ListedRow, listedAsset, listedFrom } from "./listed-asset.ts";
import { searchWords, tsquery } from "./search-words.ts";

const PAGE = 50;

type Request = z.output<typeof AssetsRequest>;

const VIEWS: Record<NonNullable<Request["view"]>, string> = {
  all: "asset.retired_at is null",
  no_guidance: `asset.retired_at is null
    and not exists (select from guidance where asset_id = asset.id and replaced_at is null)`,
  review_due: "asset.retired_at is null and asset.verified_until <= $1",
  retired: "asset.retired_at is not null",
};

/** A page of the library: one statement for its rows, one for the counts. */
export async function listAssets(hub: Hub, request: Request): Promise<z.input<typeof AssetsReply>> {
  const values: unknown[] = [hub.now()];
  const value = (given: unknown) => `$${values.push(given)}`;
  const wanted = [VIEWS[request.view ?? "all"]];
  if (request.kind !== undefined) wanted.push(`asset.kind = ${value(request.kind)}`);
  if (request.audience !== undefined) wanted.push(`asset.audience = ${value(request.audience)}`);
  if (request.ownerId !== undefined) wanted.push(`asset.owner_id = ${value(request.ownerId)}::uuid`);
  const words = tsquery(searchWords(request.query ?? ""));
  const given = words === undefined ? undefined : value(words);
  if (given !== undefined) wanted.push(`asset.id in (select id from asset where words @@ ${given}::tsquery)`);
  else if (request.query?.trim()) wanted.push("false");
  const matching = wanted.join(" and ");

  const [counts] = await hub.store.query<Counts>(
    `select count(*) filter (where retired_at is null)::int as all,
       count(*) filter (where retired_at is null and guided.asset_id is null)::int as "noGuidance",
       count(*) filter (where retired_at is null and verified_until <= $1)::int as "reviewDue",
       count(*) filter (where retired_at is not null)::int as retired,
       count(*) filter (where ${matching})::int as matching
     from asset left join guidance guided on guided.asset_id = asset.id and guided.replaced_at is null`,
    [...values],
  );
  if (counts === undefined) throw new Error("The database did not count");
  // Titles that have all of the words come before texts that have.
  const rank = given === undefined ? "0" : `(not to_tsvector('simple', title) @@ ${given}::tsquery)::int`;
  const after = request.cursor === undefined ? undefined : readCursor(request.cursor);
  const id = after === undefined ? "" : `${value(after[1])}::uuid`;
  const from = after
    ? `and (${rank}, lower(title), id) > (${after[0]}, (select lower(title) from asset where id = ${id}), ${id})`
    : "";
  const picked = `(
    select id, ${rank} as rank, lower(title) as place from asset where ${matching} ${from}
    order by rank, place, id limit ${PAGE + 1}
  ) picked join asset on asset.id = picked.id`;
  const rows = await hub.store.query<ListedRow & Picked>(
    `${listedFrom(picked, ", picked.rank")} order by picked.rank, picked.place, picked.id`,
    values,
  );
  const last = rows[PAGE - 1];
  return {
    items: await Promise.all(rows.slice(0, PAGE).map((row) => listedAsset(hub, row))),
    next: rows.length > PAGE && last ? writeCursor([last.rank, last.id]) : null,
    counts,
  };
}

type Counts = z.input<typeof AssetsReply>["counts"];
interface Picked {
  rank: number;
}

/** Where a page ended: whether the words stand in the title (0) or in the text, and the asset; titles can be long. */
const Place = z.tuple([z.int().min(0).max(1), Uuid]);

const writeCursor = (place: z.infer<typeof Place>) =>
  Buffer.from(JSON.stringify(place)).toString("base64url");

function readCursor(cursor: string): z.infer<typeof Place> {
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw new ApiError("bad_request", "The cursor is none that this list gave.");
  }
}
