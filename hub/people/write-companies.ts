import { randomUUID } from "node:crypto";
import type { Sql } from "../store/store.ts";
import { joinCompanies } from "./join-companies.ts";
import { type CompanyFactKey, comparableCompanyName, type SaidCompany } from "./said-facts.ts";
import type { SaidBy } from "./write-facts.ts";

/** A word that whoever an identity belongs to works at a company. */
export interface SaidMembership {
  identity: number;
  company: SaidCompany;
  /** Of the person's own work address: counts where the company's is not said. */
  addressDomain: string | undefined;
  /** A company without a domain that the person belongs to: the address's domain is its. */
  groupCompany?: string | undefined;
  at: Date;
}

interface CompanyKey {
  kind: "domain" | "group" | "name";
  namespace: string;
  value: string;
}

/** Who speaks of companies. `namespace`: '' or, for the copy of a sandbox, its own: its companies are not production's. */
export type CompanySpeaker = SaidBy & { namespace: string };

/** Finds or makes the companies, and keeps who belongs to them and what is said of them. */
export async function writeCompanies(
  sql: Sql,
  by: CompanySpeaker,
  said: readonly SaidMembership[],
): Promise<void> {
  const memberships = said.flatMap((membership) => {
    const keys = keysOf(membership, by);
    return keys.length > 0 ? [{ ...membership, keys }] : [];
  });
  if (memberships.length === 0) return;
  const companies = await resolveCompanies(
    sql,
    memberships.map(({ keys, company, groupCompany }) => ({
      keys,
      domainIsSaid: company.domain !== undefined,
      groupCompany,
    })),
  );
  const placed = memberships.flatMap((membership, n) => {
    const company = companies[n];
    return company === undefined ? [] : [{ ...membership, company }];
  });
  await writeMembers(
    sql,
    placed.map(({ company, identity, at }) => ({ company, identity, at })),
    // A report that says again what it said before must change nothing.
    "import" in by,
  );
  await writeCompanyFacts(
    sql,
    by,
    memberships.flatMap(({ company, at }, n) => {
      const id = companies[n];
      if (id === undefined) return [];
      return Object.entries(company.facts).map(([key, value]) => ({
        company: id,
        key: key as CompanyFactKey,
        value,
        typed: key === "name" && company.typed,
        at,
      }));
    }),
  );
}

/** By its domain, else by the source's own id for it, else by the person's address, else by its name. */
function keysOf(
  { company: { domain: said, groupId, name }, addressDomain }: SaidMembership,
  by: CompanySpeaker,
): CompanyKey[] {
  const keys: CompanyKey[] = [];
  const domain = said ?? addressDomain;
  if (domain !== undefined) keys.push({ kind: "domain", namespace: by.namespace, value: domain });
  if (groupId !== undefined && "source" in by)
    keys.push({ kind: "group", namespace: by.source, value: groupId });
  if (keys.length === 0 && name !== undefined) {
    keys.push({ kind: "name", namespace: by.namespace, value: comparableCompanyName(name) });
  }
  return keys;
}

const textOf = (key: CompanyKey) => `${key.kind}\n${key.namespace}\n${key.value}`;

interface Means {
  keys: CompanyKey[];
  /** The domain among the keys was said of the company; else it is the person's address's. */
  domainIsSaid: boolean;
  groupCompany: string | undefined;
}

/** The company that each list of keys means: the first key that is known decides, the others join it. */
async function resolveCompanies(sql: Sql, lists: readonly Means[]): Promise<(string | undefined)[]> {
  const all = new Map(lists.flatMap(({ keys }) => keys).map((key) => [textOf(key), key]));
  const { known, withDomain } = await loadKeys(sql, [...all.values()]);
  const made = new Map<string, { key: CompanyKey; company: string; isNew: boolean }>();
  const joined = new Map<string, string>();
  const final = (company: string): string => {
    const into = joined.get(company);
    return into === undefined ? company : final(into);
  };
  const chosen = lists.map(({ keys, domainIsSaid, groupCompany }) => {
    const companyBy = (kind: CompanyKey["kind"]) => {
      const key = keys.find((one) => one.kind === kind);
      const company = key && known.get(textOf(key));
      return company && final(company);
    };
    const [byDomain, byGroup] = [companyBy("domain"), companyBy("group") ?? groupCompany];
    const groupHasDomain = byGroup !== undefined && withDomain.has(byGroup);
    // Who is a guest in another company's group has an address of their own.
    const found = (!domainIsSaid && groupHasDomain ? byGroup : (byDomain ?? byGroup)) ?? companyBy("name");
    if (byDomain !== undefined && byGroup !== undefined && byDomain !== byGroup && !groupHasDomain) {
      joined.set(byGroup, byDomain);
    }
    const company = found ?? randomUUID();
    for (const key of keys) {
      if (key.kind === "domain") withDomain.add(company);
      const text = textOf(key);
      if (known.has(text)) continue;
      known.set(text, company);
      made.set(text, { key, company, isNew: found === undefined });
    }
    return { company, sure: keys.find((key) => final(known.get(textOf(key)) ?? "") === company) };
  });
  if (made.size > 0) await insertKeys(sql, [...made.values()], known);
  for (const from of joined.keys()) await joinCompanies(sql, from, final(from));
  // Where another batch was first with a key, its company counts.
  return chosen.map(({ company, sure }) => final((sure && known.get(textOf(sure))) ?? company));
}

/** The companies that keys mean, and which of them have a domain. */
async function loadKeys(
  sql: Sql,
  keys: readonly CompanyKey[],
): Promise<{ known: Map<string, string>; withDomain: Set<string> }> {
  const rows = await sql.query<CompanyKey & { company_id: string; has_domain: boolean }>(
    `select k.kind, k.namespace, k.value, known.company_id,
       exists (select 1 from company_key where company_id = known.company_id and kind = 'domain') as has_domain
     from unnest($1::text[], $2::text[], $3::text[]) as k (kind, namespace, value)
     cross join lateral (
       select company_id from company_key
       where kind = k.kind and namespace = k.namespace and value = k.value limit 1
     ) known`,
    [keys.map((key) => key.kind), keys.map((key) => key.namespace), keys.map((key) => key.value)],
  );
  return {
    known: new Map(rows.map((row) => [textOf(row), row.company_id])),
    withDomain: new Set(rows.filter((row) => row.has_domain).map((row) => row.company_id)),
  };
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
  const others = await loadKeys(
    sql,
    lost.map(({ key }) => key),
  );
  for (const [text, company] of others.known) known.set(text, company);
}

/** @param keepsCurrent a membership keeps its time unless another of the person's was said since */
async function writeMembers(
  sql: Sql,
  members: { company: string; identity: number; at: Date }[],
  keepsCurrent: boolean,
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
     on conflict (company_id, identity_id) do update set at = excluded.at where company_member.at < excluded.at
       and (not $4 or exists (
         select 1
         from (
           select person_id from identity_link
           where identity_id = excluded.identity_id and ended_at is null and not shared limit 1
         ) mine
         cross join lateral (
           select identity_id from identity_link where person_id = mine.person_id and ended_at is null and not shared
         ) own
         cross join lateral (
           select 1 from company_member other
           where other.identity_id = own.identity_id and other.company_id <> excluded.company_id
             and other.at > company_member.at
           limit 1
         ) since
       ))`,
    [
      sorted.map((member) => member.company),
      sorted.map((member) => member.identity),
      sorted.map((member) => member.at.toISOString()),
      keepsCurrent,
    ],
  );
}

interface CompanyFact {
  company: string;
  key: CompanyFactKey;
  value: string;
  typed: boolean;
  at: Date;
}

/** Appends what changed against the newest that is known. What somebody typed counts only where nothing is known. */
async function writeCompanyFacts(sql: Sql, by: SaidBy, facts: CompanyFact[]): Promise<void> {
  const newest = new Map<string, CompanyFact>();
  for (const fact of facts) {
    const key = `${fact.company} ${fact.key}`;
    const other = newest.get(key);
    if (!other || isBetter(fact, other)) newest.set(key, fact);
  }
  const said = [...newest.values()];
  if (said.length === 0) return;
  await sql.query(
    `insert into company_fact (company_id, key, value, typed, at, source_id, import_id)
     select said.company, said.key, said.value, said.typed, said.at, $1, $7
     from unnest($2::uuid[], $3::text[], $4::text[], $5::boolean[], $6::timestamptz[])
       as said (company, key, value, typed, at)
     left join lateral (
       select value, at, typed from company_fact where company_id = said.company and key = said.key
       order by typed, at desc, id desc limit 1
     ) known on true
     where known.at is null
       or not said.typed and (known.typed or known.value <> said.value and known.at <= said.at)`,
    [
      "source" in by ? by.source : null,
      said.map((fact) => fact.company),
      said.map((fact) => fact.key),
      said.map((fact) => fact.value),
      said.map((fact) => fact.typed),
      said.map((fact) => fact.at.toISOString()),
      "import" in by ? by.import : null,
    ],
  );
}

/** Said of the company before typed of a person; the newest of what is said, the first of what is typed. */
function isBetter(fact: CompanyFact, other: CompanyFact): boolean {
  return fact.typed === other.typed ? !fact.typed && other.at <= fact.at : other.typed;
}
