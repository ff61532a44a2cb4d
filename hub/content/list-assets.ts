import { z } from "zod";
import type { AssetsReply, AssetsRequest } from "../../lib/contract/asset.ts";
import { Uuid } from "../../lib/contract/primitives.ts";
import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { searchWords, tsquery } from "../search-words.ts";
import { type ListedRow, listedAsset, listedFrom } from "./listed-asset.ts";

const PAGE = 50;

type Request = z.output<typeof AssetsRequest>;

const VIEWS: Record<NonNullable<Request["view"]>, string> = {
  all: "asset.retired_at is null",
  no_guidance: "asset.retired_at is null and guided.asset_id is null",
  review_due: "asset.retired_at is null and asset.verified_until <= $1",
  retired: "asset.retired_at is not null",
};

/** Rows that stand as `asset`, those with guidance beside it. */
const GUIDED = "asset left join guidance guided on guided.asset_id = asset.id and guided.replaced_at is null";

/** A page of the library: one statement for its rows, one for the counts. */
export async function listAssets(hub: Hub, request: Request): Promise<z.input<typeof AssetsReply>> {
  const values: unknown[] = [hub.now()];
  const value = (given: unknown) => `$${values.push(given)}`;
  const wanted = [VIEWS[request.view ?? "all"]];
  if (request.kind !== undefined) wanted.push(`asset.kind = ${value(request.kind)}`);
  if (request.audience !== undefined) wanted.push(`asset.audience = ${value(request.audience)}`);
  if (request.ownerId !== undefined) wanted.push(`asset.owner_id = ${value(request.ownerId)}::uuid`);
  const words = searchWords(request.query ?? "");
  const query = tsquery(words);
  if (query !== undefined)
    wanted.push(`asset.id in (select id from asset where words @@ ${value(query)}::tsquery)`);
  else if (request.query?.trim()) wanted.push("false");
  const matching = wanted.join(" and ");
  const counted = [...values];

  const inTitle = words.map((word) => `strpos(lower(title), ${value(word)}) > 0`).join(" and ");
  const order = inTitle === "" ? "place, id" : "rank, place, id";
  const rank = inTitle === "" ? "0" : `(not (${inTitle}))::int`;
  const source = request.view === "no_guidance" ? GUIDED : "asset";
  const picked = `(
    select * from (select asset.id, ${rank} as rank, lower(title) as place from ${source} where ${matching}) asset
    where ${request.cursor === undefined ? "true" : afterPlace(readCursor(request.cursor), order, value)}
    order by ${order} limit ${PAGE + 1}
  ) picked join asset on asset.id = picked.id`;
  const [rows, counts] = await Promise.all([
    hub.store.query<ListedRow & Picked>(
      `${listedFrom(picked, ", picked.rank")} order by picked.rank, picked.place, picked.id`,
      values,
    ),
    countViews(hub, matching, counted),
  ]);
  const last = rows[PAGE - 1];
  return {
    items: await Promise.all(rows.slice(0, PAGE).map((row) => listedAsset(hub, row))),
    next: rows.length > PAGE && last ? writeCursor([last.rank, last.id]) : null,
    counts,
  };
}

async function countViews(hub: Hub, matching: string, values: readonly unknown[]): Promise<Counts> {
  const [counts] = await hub.store.query<Counts>(
    `select count(*) filter (where retired_at is null)::int as all,
       count(*) filter (where retired_at is null and guided.asset_id is null)::int as "noGuidance",
       count(*) filter (where retired_at is null and verified_until <= $1)::int as "reviewDue",
       count(*) filter (where retired_at is not null)::int as retired,
       count(*) filter (where ${matching})::int as matching
     from ${GUIDED}`,
    values,
  );
  if (counts === undefined) throw new Error("The database did not count");
  return counts;
}

type Counts = z.input<typeof AssetsReply>["counts"];
interface Picked {
  rank: number;
}

/** Where a page ended: whether the words stand in the title (0) or in the text, and the asset; titles can be long. */
const Place = z.tuple([z.int().min(0).max(1), Uuid]);

/** What comes after a place; `order` begins with the rank where there is one. */
function afterPlace(
  [rank, id]: z.infer<typeof Place>,
  order: string,
  value: (given: unknown) => string,
): string {
  const given = `${value(id)}::uuid`;
  const place = `(select lower(title) from asset where id = ${given}), ${given}`;
  return `(${order}) > (${order.startsWith("rank") ? `${rank}, ` : ""}${place})`;
}

const writeCursor = (place: z.infer<typeof Place>) =>
  Buffer.from(JSON.stringify(place)).toString("base64url");

function readCursor(cursor: string): z.infer<typeof Place> {
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw new ApiError("bad_request", "The cursor is none that this list gave.");
  }
}
