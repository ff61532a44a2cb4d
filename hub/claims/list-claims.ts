import type { z } from "zod";
import type { ClaimsReply, ClaimsRequest } from "../../lib/contract/claim.ts";
import { Uuid } from "../../lib/contract/primitives.ts";
import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";
import { searchWords } from "../search-words.ts";
import { type ListedRow, listedClaim, listedFrom } from "./listed-claim.ts";

const PAGE = 50;

type Request = z.output<typeof ClaimsRequest>;
type Reply = z.input<typeof ClaimsReply>;

const VIEWS: Record<NonNullable<Request["view"]>, string> = {
  all: "claim.retired_at is null",
  review_due: "claim.retired_at is null and claim.verified_until <= $1",
  retired: "claim.retired_at is not null",
};

/** A page of talking points by title, those whose title or sentence has all the words. */
export async function listClaims(hub: Hub, request: Request): Promise<Reply> {
  const library = await libraryOf(hub);
  const values: unknown[] = [hub.now()];
  const value = (given: unknown) => `$${values.push(given)}`;
  const wanted = [VIEWS[request.view ?? "all"]];
  const words = searchWords(request.query ?? "");
  for (const word of words) wanted.push(`strpos(lower(claim.title || ' ' || ${SAY}), ${value(word)}) > 0`);
  if (words.length === 0 && request.query?.trim()) wanted.push("false");
  if (request.cursor !== undefined) {
    const id = `${value(readCursor(request.cursor))}::uuid`;
    wanted.push(
      `(lower(claim.title), claim.id) > ((select lower(title) from claim where id = ${id}), ${id})`,
    );
  }
  const picked = `(
    select * from claim where ${wanted.join(" and ")} order by lower(title), id limit ${PAGE + 1}
  ) claim`;
  const [rows, counts] = await Promise.all([
    hub.store.query<ListedRow>(`${listedFrom(picked)} order by lower(claim.title), claim.id`, values),
    countViews(hub),
  ]);
  const last = rows[PAGE - 1];
  return {
    items: rows.slice(0, PAGE).map((row) => listedClaim(library, row)),
    next: rows.length > PAGE && last ? Buffer.from(last.id).toString("base64url") : null,
    counts,
  };
}

/** Of the newest version; of one that has none, the draft's. */
const SAY = `coalesce(
  (select body->>'say' from claim_version where claim_id = claim.id order by number desc limit 1),
  (select body->>'say' from claim_draft where claim_id = claim.id), '')`;

async function countViews(hub: Hub): Promise<Reply["counts"]> {
  const [counts] = await hub.store.query<Reply["counts"]>(
    `select count(*) filter (where ${VIEWS.all})::int as all,
       count(*) filter (where ${VIEWS.review_due})::int as "reviewDue",
       count(*) filter (where ${VIEWS.retired})::int as retired
     from claim`,
    [hub.now()],
  );
  if (counts === undefined) throw new Error("The database did not count");
  return counts;
}

function readCursor(cursor: string): string {
  const { data, success } = Uuid.safeParse(Buffer.from(cursor, "base64url").toString());
  if (!success) throw new ApiError("bad_request", "The cursor is none that this list gave.");
  return data;
}
