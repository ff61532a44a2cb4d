import type { Sql } from "../store/store.ts";
import type { Place } from "./cursor.ts";

/** An identity of a person, and whether others read its mail too. */
export interface Bearer {
  id: number;
  shared: boolean;
}

export interface PageRequest {
  bearers: readonly Bearer[];
  limit: number;
  /** Rows behind this place; from the newest on if absent. */
  after?: Place | undefined;
  kinds?: readonly string[] | undefined;
  /** Also what was sent by us. */
  passive?: boolean | undefined;
}

/** A touchpoint as the table holds it. */
export interface TouchpointRow {
  id: number;
  kind: string;
  title: string;
  detail: string | null;
  words: string | null;
  passive: boolean;
  at: Date;
  received_at: Date;
  at_basis: string;
  source_id: string;
  campaign: string | null;
  url: string | null;
  shared: boolean;
}

// A kind that is rare is sought only between the first and the last week that count it: two days more on
// each side hold for any time zone.
const SPAN = `
  cross join lateral (
    select min(week) - 2 as oldest, max(week) + 9 as newest from touchpoint_week
    where identity_id = bearer.id and kind = any($6::text[]) and count > 0
  ) span`;

// One walk down an index for each identity: asked for all identities at once, the database sorts the
// whole history of a person with 150,000 touchpoints to give the newest twenty.
const statement = (active: boolean, filtered: boolean) => `
  select t.id, t.kind, t.title, t.detail, t.words, t.passive, t.at, t.received_at, t.at_basis, t.source_id,
    t.campaign, t.url, bearer.shared
  from unnest($1::bigint[], $2::boolean[]) as bearer (id, shared)
  ${filtered ? SPAN : ""}
  cross join lateral (
    select * from touchpoint
    where identity_id = bearer.id ${active ? "and not passive" : ""}
      and (at, id) < ($3::timestamptz, $4::bigint)
      ${filtered ? "and at >= span.oldest and at < span.newest and kind = any($6)" : ""}
    order by at desc, id desc limit $5
  ) t
  order by t.at desc, t.id desc limit $5`;
const ACTIVE = [statement(true, false), statement(true, true)] as const;
const ALL = [statement(false, false), statement(false, true)] as const;

const NEWEST: Place = { at: new Date("9999-01-01T00:00:00Z"), id: 0 };

export interface Page {
  rows: TouchpointRow[];
  more: boolean;
}

/** The newest touchpoints of a person, or those behind a place; whether there are more behind them. */
export async function readPage(sql: Sql, request: PageRequest): Promise<Page> {
  const { text, values } = pageStatement(request);
  return pageOf(await sql.query<TouchpointRow>(text, values), request.limit);
}

/** The statement of `readPage`, for what does more in the same one. It gives a row more than the page, if there is one. */
export function pageStatement(request: PageRequest): { text: string; values: unknown[] } {
  const after = request.after ?? NEWEST;
  const [plain, filtered] = request.passive ? ALL : ACTIVE;
  return {
    text: request.kinds ? filtered : plain,
    values: [
      request.bearers.map((bearer) => bearer.id),
      request.bearers.map((bearer) => bearer.shared),
      after.at,
      after.id,
      request.limit + 1,
      ...(request.kinds ? [request.kinds] : []),
    ],
  };
}

/** Makes a page of the rows of `pageStatement`. */
export function pageOf(rows: TouchpointRow[], limit: number): Page {
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}
