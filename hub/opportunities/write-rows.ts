import type { Sql } from "../store/store.ts";
import type { Contact } from "./names.ts";

/** An opportunity as it is kept. */
export interface OpportunityRow {
  id: string;
  namespace: string;
  crmId: string;
  name: string;
  company: string;
  companyId: string | null;
  stage: string;
  amount: number | null;
  currency: string;
  /** `YYYY-MM-DD` */
  closesOn: string | null;
  open: boolean;
  won: boolean;
  /** Whose word changed it last. */
  saidBy: string;
  contacts: readonly Contact[];
}

/** Writes these as they are now, with all their contacts. */
export async function writeRows(
  sql: Sql,
  rows: readonly OpportunityRow[],
  { now }: { now: Date },
): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `insert into opportunity (id, namespace, crm_id, name, company, company_id, stage, amount, currency, closes_on, open,
       won, said_by, created_at, updated_at)
     select said.*, $14::timestamptz, $14::timestamptz
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::numeric[],
       $9::text[], $10::date[], $11::boolean[], $12::boolean[], $13::text[]) as said
     on conflict (id) do update set namespace = excluded.namespace, name = excluded.name, company = excluded.company,
       company_id = excluded.company_id, stage = excluded.stage, amount = excluded.amount,
       currency = excluded.currency, closes_on = excluded.closes_on, open = excluded.open, won = excluded.won,
       said_by = excluded.said_by, updated_at = excluded.updated_at`,
    [
      rows.map(({ id }) => id),
      rows.map(({ namespace }) => namespace),
      rows.map(({ crmId }) => crmId),
      rows.map(({ name }) => name),
      rows.map(({ company }) => company),
      rows.map(({ companyId }) => companyId),
      rows.map(({ stage }) => stage),
      rows.map(({ amount }) => amount),
      rows.map(({ currency }) => currency),
      rows.map(({ closesOn }) => closesOn),
      rows.map(({ open }) => open),
      rows.map(({ won }) => won),
      rows.map(({ saidBy }) => saidBy),
      now,
    ],
  );
  await sql.query("delete from opportunity_contact where opportunity_id = any($1::uuid[])", [
    rows.map(({ id }) => id),
  ]);
  const contacts = rows.flatMap(({ id, contacts: own }) => own.map((contact) => ({ id, ...contact })));
  await sql.query(
    `insert into opportunity_contact (opportunity_id, kind, value)
     select * from unnest($1::uuid[], $2::text[], $3::text[]) on conflict do nothing`,
    [contacts.map(({ id }) => id), contacts.map(({ kind }) => kind), contacts.map(({ value }) => value)],
  );
}

/** Appends stage, amount and close date where they are others than before. */
export async function writeFacts(
  sql: Sql,
  changes: readonly { row: OpportunityRow; before: OpportunityRow | undefined }[],
  { saidBy, now }: { saidBy: string; now: Date },
): Promise<void> {
  const facts = changes.flatMap(({ row, before }) => {
    const was = before === undefined ? undefined : factsOf(before);
    return Object.entries(factsOf(row)).flatMap(([key, value]) =>
      value === (was?.[key] ?? null) ? [] : [{ id: row.id, key, value }],
    );
  });
  if (facts.length === 0) return;
  await sql.query(
    `insert into opportunity_fact (opportunity_id, key, value, at, said_by)
     select said.*, $4::timestamptz, $5 from unnest($1::uuid[], $2::text[], $3::text[]) as said`,
    [facts.map(({ id }) => id), facts.map(({ key }) => key), facts.map(({ value }) => value), now, saidBy],
  );
}

/** By the fact's key. */
function factsOf({ stage, amount, currency, closesOn }: OpportunityRow): Record<string, string | null> {
  return {
    stage: stage === "" ? null : stage,
    amount: amount === null ? null : `${amount} ${currency}`.trim(),
    closes_on: closesOn,
  };
}
