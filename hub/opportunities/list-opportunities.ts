import type { Opportunity } from "../../lib/contract/opportunity.ts";
import { Uuid } from "../../lib/contract/primitives.ts";
import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";
import { openOpportunitiesSql } from "./pipeline.ts";

const PAGE = 50;

interface Page {
  items: Opportunity[];
  next: string | null;
  total: number;
}

interface Row {
  id: string;
  crm_id: string;
  name: string;
  company: string;
  stage: string;
  amount: number | null;
  currency: string;
  closes_on: string | null;
  open: boolean;
  won: boolean;
  contacts: number;
  updated_at: Date;
  total: number;
}

const COLUMNS = `o.id, o.crm_id, o.name, o.company, o.stage, o.amount::float8 as amount, o.currency, o.closes_on, o.open,
  o.won, o.updated_at,
  (select count(*)::int from opportunity_contact c where c.opportunity_id = o.id) as contacts`;

/** All of them, what changed last first. */
export async function listOpportunities(sql: Sql, cursor: string | undefined): Promise<Page> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await sql.query<Row>(
    `select ${COLUMNS}, (select count(*)::int from opportunity) as total from opportunity o
     where $1::timestamptz is null or (o.updated_at, o.id) < ($1, $2::uuid)
     order by o.updated_at desc, o.id desc limit ${PAGE + 1}`,
    [after === undefined ? null : new Date(after.number), after?.id ?? null],
  );
  const total = rows[0]?.total ?? (await count(sql));
  return page(rows, total, ({ updated_at }) => updated_at.getTime());
}

/**
 * The open ones that a theme's amount is the sum of, the largest first, those without an amount last.
 * @param members SQL for the people and companies of theme `$1` at the hub's time `$2`, as `openOpportunitiesSql` takes them
 */
export async function listOfTheme(
  sql: Sql,
  members: string,
  { theme, cursor, now }: { theme: string; cursor: string | undefined; now: Date },
): Promise<Page> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await sql.query<Row>(
    `with members as materialized (${members}),
     found as materialized (select id, coalesce(amount, -1e16)::float8 as size from (
       ${openOpportunitiesSql("members")}) open_ones)
     select ${COLUMNS}, found.size, (select count(*)::int from found) as total
     from found join opportunity o using (id)
     where $3::float8 is null or (found.size, o.id) < ($3, $4::uuid)
     order by found.size desc, o.id desc limit ${PAGE + 1}`,
    [theme, now, after?.number ?? null, after?.id ?? null],
  );
  return page(rows, rows[0]?.total ?? 0, ({ amount }) => amount ?? NO_AMOUNT);
}

const NO_AMOUNT = -1e16;

async function count(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ total: number }>("select count(*)::int as total from opportunity");
  return row?.total ?? 0;
}

function page(rows: readonly Row[], total: number, numberOf: (row: Row) => number): Page {
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  return {
    items: rows.slice(0, PAGE).map((row) => ({
      id: row.id,
      crmId: row.crm_id,
      name: row.name,
      company: row.company,
      stage: row.stage,
      amount: row.amount,
      currency: row.currency,
      closesOn: row.closes_on,
      open: row.open,
      won: row.won,
      contacts: row.contacts,
      updatedAt: row.updated_at.toISOString(),
    })),
    next: last === undefined ? null : Buffer.from(`${numberOf(last)} ${last.id}`).toString("base64url"),
    total,
  };
}

/** @throws ApiError `bad_request` for a cursor that this hub did not make */
function readCursor(cursor: string): { number: number; id: string } {
  const [number = "", id = ""] = Buffer.from(cursor, "base64url").toString("latin1").split(" ");
  const value = number === "" ? Number.NaN : Number(number);
  if (!Number.isFinite(value) || Math.abs(value) > 8.64e15 * 2 || !Uuid.safeParse(id).success) {
    throw new ApiError("bad_request", "This is not a cursor of this hub. Begin with the first page.");
  }
  return { number: value, id };
}
