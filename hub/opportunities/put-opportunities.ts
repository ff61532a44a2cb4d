import type { z } from "zod";
import type { PutOpportunity } from "../../lib/contract/opportunity.ts";
import type { Sql } from "../store/store.ts";
import { findCompanies } from "./find-companies.ts";
import type { Contact, Names } from "./names.ts";
import { readStage } from "./stage-words.ts";
import { type OpportunityRow, writeFacts, writeRows } from "./write-rows.ts";

type Said = z.output<typeof PutOpportunity>;

/** An opportunity as it is to be written: ids and contacts in their one form. */
export type NewOpportunity = Omit<Said, "contacts"> & { contacts?: readonly Contact[] | undefined };

export interface Origin {
  /** '' where no org was said. */
  namespace: string;
  /** 'api', or the import's key. */
  saidBy: string;
  now: Date;
}

/** Any number that no other program takes as an advisory lock in the same database. */
const LOCK = 4_180_027_115;

/**
 * Writes opportunities by their CRM's ids. What is not said stays as it was; the same again changes nothing. Call it
 * in a transaction of its own: one at a time writes.
 * @param items each id once
 * @returns how many are new or other than before, by this origin's word
 */
export async function putOpportunities(
  sql: Sql,
  names: Names,
  origin: Origin,
  items: readonly NewOpportunity[],
): Promise<{ changed: number }> {
  await sql.query(`select pg_advisory_xact_lock(${LOCK})`);
  const said = await withoutErased(sql, names, origin.namespace, items);
  const known = await readKnown(sql, origin.namespace, said);
  const places = await findCompanies(
    sql,
    origin.namespace,
    said.map(({ id, company, contacts }) => {
      const before = known.get(id);
      const text = company ?? before?.company ?? "";
      return { company: names.company(text), contacts: contacts ?? before?.contacts ?? [] };
    }),
  );
  const next = said.map((item, n) => nextRow(item, known.get(item.id), places[n], origin));
  const changed = next.filter(({ row, before }) => before === undefined || isOther(row, before));
  await writeRows(
    sql,
    changed.map(({ row }) => row),
    origin,
  );
  await writeFacts(sql, changed, origin);
  const placed = next.filter(
    ({ row, before }) => before !== undefined && !isOther(row, before) && row.companyId !== before.companyId,
  );
  if (placed.length > 0) {
    await sql.query(
      `update opportunity set company_id = said.company_id
       from unnest($1::uuid[], $2::uuid[]) as said (id, company_id) where opportunity.id = said.id`,
      [placed.map(({ row }) => row.id), placed.map(({ row }) => row.companyId)],
    );
  }
  const again = next.filter(
    ({ row, before }) =>
      before !== undefined &&
      !isOther(row, before) &&
      origin.saidBy !== "api" &&
      before.saidBy === origin.saidBy,
  );
  return { changed: changed.length + again.length };
}

/** Nobody who was erased comes back as a contact, nor their address in a name. */
async function withoutErased(
  sql: Sql,
  names: Names,
  namespace: string,
  items: readonly NewOpportunity[],
): Promise<NewOpportunity[]> {
  const held = await names.heldOff(
    sql,
    items.flatMap(({ contacts }) => contacts ?? []),
    namespace,
  );
  const texts = await names.cutHeldOff(
    sql,
    items.map(({ name, company, stage }) => JSON.stringify({ name, company, stage })),
  );
  return items.map((item, n) => ({
    ...item,
    ...(JSON.parse(texts[n] ?? "{}") as Pick<Said, "name" | "company" | "stage">),
    contacts: item.contacts?.filter((contact) => !held.has(contact)),
  }));
}

/** What is known by these ids. Without an org, an id is known in whatever org has it; a sandbox's only there. */
async function readKnown(
  sql: Sql,
  namespace: string,
  items: readonly NewOpportunity[],
): Promise<Map<string, OpportunityRow>> {
  const rows = await sql.query<OpportunityRow>(
    `select distinct on (o.crm_id) o.id, o.namespace, o.crm_id as "crmId", o.name, o.company,
       o.company_id as "companyId", o.stage, o.amount::float8 as amount, o.currency, o.closes_on as "closesOn",
       o.open, o.won, o.said_by as "saidBy",
       coalesce((select json_agg(json_build_object('kind', c.kind, 'value', c.value) order by c.kind, c.value)
         from opportunity_contact c where c.opportunity_id = o.id), '[]') as contacts
     from opportunity o
     where o.crm_id = any($1::text[]) and (o.namespace = $2
       or ($2 not like '%.sandbox' and o.namespace not like '%.sandbox' and '' in ($2, o.namespace)))
     order by o.crm_id, o.namespace = $2 desc, o.updated_at desc`,
    [items.map(({ id }) => id), namespace],
  );
  return new Map(rows.map((row) => [row.crmId, row]));
}

interface Next {
  row: OpportunityRow;
  before: OpportunityRow | undefined;
}

function nextRow(
  item: NewOpportunity,
  before: OpportunityRow | undefined,
  companyId: string | undefined,
  { namespace, saidBy }: Origin,
): Next {
  const stage = item.stage ?? before?.stage ?? "";
  const byStage = readStage(stage);
  const says = item.stage !== undefined || before === undefined;
  const won = item.won ?? (item.closed === false ? false : says ? byStage.won : (before?.won ?? false));
  const open =
    item.closed === undefined
      ? item.won === true
        ? false
        : says
          ? byStage.open
          : (before?.open ?? true)
      : !item.closed;
  const amount = item.amount === undefined ? (before?.amount ?? null) : item.amount;
  const companyIsSaid = item.company !== undefined && item.company !== before?.company;
  const row: OpportunityRow = {
    id: before?.id ?? crypto.randomUUID(),
    // Whoever says the org knows better than who said none.
    namespace: namespace === "" ? (before?.namespace ?? "") : namespace,
    crmId: item.id,
    name: item.name ?? before?.name ?? "",
    company: item.company ?? before?.company ?? "",
    companyId: companyId ?? (companyIsSaid ? null : (before?.companyId ?? null)),
    stage,
    amount,
    currency: item.currency ?? before?.currency ?? "",
    closesOn: item.closeDate === undefined ? (before?.closesOn ?? null) : item.closeDate,
    open,
    won: won && !open,
    saidBy,
    contacts: item.contacts === undefined ? (before?.contacts ?? []) : sorted(item.contacts),
  };
  return { row, before };
}

const keyOf = ({ kind, value }: Contact) => `${kind}\n${value}`;

function sorted(contacts: readonly Contact[]): Contact[] {
  const distinct = new Map(contacts.map(({ kind, value }) => [`${kind}\n${value}`, { kind, value }]));
  return [...distinct.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const SHOWN = [
  "namespace",
  "name",
  "company",
  "stage",
  "amount",
  "currency",
  "closesOn",
  "open",
  "won",
] as const;

function isOther(row: OpportunityRow, before: OpportunityRow): boolean {
  const contacts = (one: OpportunityRow) => sorted(one.contacts).map(keyOf).join("\n\n");
  return SHOWN.some((key) => row[key] !== before[key]) || contacts(row) !== contacts(before);
}
