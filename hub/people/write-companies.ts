import { randomUUID } from "node:crypto";
import type { Sql } from "../store/store.ts";
import { type CompanyFactKey, comparableCompanyName, type SaidCompany } from "./said-facts.ts";

/** An event's word that whoever an identity belongs to works at a company. */
export interface SaidMembership {
  identity: number;
  company: SaidCompany;
  at: Date;
}

interface CompanyKey {
  kind: "domain" | "group" | "name";
  namespace: string;
  value: string;
}

/**
 * Finds or makes the companies, and keeps who belongs to them and what is said of them.
 * @param namespace '' or, for the copy of a sandbox, its own: its companies are not production's
 */
export async function writeCompanies(
  sql: Sql,
  source: { id: string; namespace: string },
  said: readonly SaidMembership[],
): Promise<void> {
  const memberships = said.flatMap((membership) => {
    const keys = keysOf(membership.company, source);
    return keys.length > 0 ? [{ ...membership, keys }] : [];
  });
  if (memberships.length === 0) return;
  const companies = await resolveCompanies(
    sql,
    memberships.map(({ keys }) => keys),
  );
  const placed = memberships.flatMap((membership, n) => {
    const company = companies[n];
    return company === undefined ? [] : [{ ...membership, company }];
  });
  await writeMembers(
    sql,
    placed.map(({ company, identity, at }) => ({ company, identity, at })),
  );
  await writeCompanyFacts(
    sql,
    source.id,
    memberships.flatMap(({ company, at }, n) => {
      const id = companies[n];
      if (id === undefined) return [];
      return Object.entries(company.facts).map(([key, value]) => ({
        company: id,
        key: key as CompanyFactKey,
        value,
        at,
      }));
    }),
  );
}

/** By its domain, else by the source's own id for it, else by its name. */
function keysOf(
  { domain, groupId, name }: SaidCompany,
  source: { id: string; namespace: string },
): CompanyKey[] {
  const keys: CompanyKey[] = [];
  if (domain !== undefined) keys.push({ kind: "domain", namespace: source.namespace, value: domain });
  if (groupId !== undefined) keys.push({ kind: "group", namespace: source.id, value: groupId });
  if (keys.length === 0 && name !== undefined) {
    keys.push({ kind: "name", namespace: source.namespace, value: comparableCompanyName(name) });
  }
  return keys;
}

const textOf = (key: CompanyKey) => `${key.kind}\n${key.namespace}\n${key.value}`;

/** The company that each list of keys means: the first key that is known decides, the others join it. */
async function resolveCompanies(sql: Sql, lists: readonly CompanyKey[][]): Promise<(string | undefined)[]> {
  const all = new Map(lists.flat().map((key) => [textOf(key), key]));
  const known = await loadKeys(sql, [...all.values()]);
  const made = new Map<string, { key: CompanyKey; company: string; isNew: boolean }>();
  for (const list of lists) {
    const found = list.map((key) => known.get(textOf(key))).find((id) => id !== undefined);
    const company = found ?? randomUUID();
    for (const key of list) {
      const text = textOf(key);
      if (known.has(text)) continue;
      known.set(text, company);
      made.set(text, { key, company, isNew: found === undefined });
    }
  }
  if (made.size > 0) await insertKeys(sql, [...made.values()], known);
  return lists.map((list) => known.get(textOf(list[0] as CompanyKey)));
}

async function loadKeys(sql: Sql, keys: readonly CompanyKey[]): Promise<Map<string, string>> {
  const rows = await sql.query<CompanyKey & { company_id: string }>(
    `select k.kind, k.namespace, k.value, known.company_id
     from unnest($1::text[], $2::text[], $3::text[]) as k (kind, namespace, value)
     cross join lateral (
       select company_id from company_key
       where kind = k.kind and namespace = k.namespace and value = k.value limit 1
     ) known`,
    [keys.map((key) => key.kind), keys.map((key) => key.namespace), keys.map((key) => key.value)],
  );
  return new Map(rows.map((row) => [textOf(row), row.company_id]));
}

/** Writes keys; where another batch was first, its company counts, also for the keys made beside it. */
async function insertKeys(
  sql: Sql,
  made: { key: CompanyKey; company: string; isNew: boolean }[],
  known: Map<string, string>,
): Promise<void> {
  const fresh = [...new Set(made.filter(({ isNew }) => isNew).map(({ company }) => company))].sort();
  if (fresh.length > 0) await sql.query("insert into company (id) select unnest($1::uuid[])", [fresh]);
  const sorted = made.sort((a, b) => (textOf(a.key) < textOf(b.key) ? -1 : 1));
  const written = await sql.query<CompanyKey>(
    `insert into company_key (kind, namespace, value, company_id)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::uuid[])
     on conflict do nothing returning kind, namespace, value`,
    [
      sorted.map(({ key }) => key.kind),
      sorted.map(({ key }) => key.namespace),
      sorted.map(({ key }) => key.value),
      sorted.map(({ company }) => company),
    ],
  );
  if (written.length === made.length) return;
  const ours = new Set(written.map(textOf));
  const lost = sorted.filter(({ key }) => !ours.has(textOf(key)));
  for (const [text, company] of await loadKeys(
    sql,
    lost.map(({ key }) => key),
  ))
    known.set(text, company);
}

async function writeMembers(
  sql: Sql,
  members: { company: string; identity: number; at: Date }[],
): Promise<void> {
  const newest = new Map<string, { company: string; identity: number; at: Date }>();
  for (const member of members) {
    const key = `${member.company} ${member.identity}`;
    const other = newest.get(key);
    if (!other || other.at < member.at) newest.set(key, member);
  }
  const sorted = [...newest.values()].sort(
    (a, b) => a.identity - b.identity || (a.company < b.company ? -1 : 1),
  );
  await sql.query(
    `insert into company_member (company_id, identity_id, at)
     select * from unnest($1::uuid[], $2::bigint[], $3::timestamptz[])
     on conflict (company_id, identity_id) do update set at = excluded.at where company_member.at < excluded.at`,
    [
      sorted.map((member) => member.company),
      sorted.map((member) => member.identity),
      sorted.map((member) => member.at.toISOString()),
    ],
  );
}

interface CompanyFact {
  company: string;
  key: CompanyFactKey;
  value: string;
  at: Date;
}

/** Appends what changed against the newest that is known. */
async function writeCompanyFacts(sql: Sql, sourceId: string, facts: CompanyFact[]): Promise<void> {
  const newest = new Map<string, CompanyFact>();
  for (const fact of facts) {
    const key = `${fact.company} ${fact.key}`;
    const other = newest.get(key);
    if (!other || other.at <= fact.at) newest.set(key, fact);
  }
  const said = [...newest.values()];
  if (said.length === 0) return;
  await sql.query(
    `insert into company_fact (company_id, key, value, at, source_id)
     select said.company, said.key, said.value, said.at, $1
     from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[]) as said (company, key, value, at)
     left join lateral (
       select value, at from company_fact where company_id = said.company and key = said.key
       order by at desc, id desc limit 1
     ) known on true
     where known.value is distinct from said.value and (known.at is null or known.at <= said.at)`,
    [
      sourceId,
      said.map((fact) => fact.company),
      said.map((fact) => fact.key),
      said.map((fact) => fact.value),
      said.map((fact) => fact.at.toISOString()),
    ],
  );
}
