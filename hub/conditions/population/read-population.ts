import { setImmediate as breathe } from "node:timers/promises";
import type { Hub } from "../../hub.ts";
import type { Sql } from "../../store/store.ts";
import { aboutOf } from "../about.ts";
import { toldOf } from "../told.ts";
import { type CompanyFacts, type Member, Population, type SentLink } from "./population.ts";

/** Persons, and names of theirs, that one statement reads of: a fraction of a second each. */
const PERSONS = 400;
const IDENTITIES = 100;
/** Newest active touchpoints of a person that are looked at. */
const LOOKED_AT = 200;

interface Owned {
  person_id: string;
  identity_id: number;
}

interface Fact {
  id: number;
  identity_id: number;
  key: "title" | "stage" | "unsubscribed";
  value: string;
  at: number;
}

interface Touched {
  identity_id: number;
  at: number;
  kind: string;
  title: string;
  detail: string | null;
  words: string | null;
  url: string | null;
}

/** Reads everybody, a few hundred at a time, with turns for others in between. */
export async function readPopulation(hub: Hub): Promise<Population> {
  const { store } = hub;
  const [tools] = await store.query("select 1 from source where deleted_at is null limit 1");
  const population = new Population(hub.now().getTime(), tools !== undefined);
  const companies = new Map<string, CompanyFacts>();
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const linked = await store.query<Owned & { shared: boolean }>(
      `select person_id, identity_id, shared from identity_link
       where ended_at is null and person_id in (
         select person_id from identity_link where person_id > $1 and ended_at is null
         group by person_id order by person_id limit ${PERSONS}
       ) order by person_id, identity_id`,
      [after],
    );
    const last = linked.at(-1);
    if (last === undefined) break;
    // A mailbox that several people read says nothing of one of them.
    await addMembers(
      store,
      population,
      companies,
      linked.filter(({ shared }) => !shared),
    );
    after = last.person_id;
    await breathe();
  }
  population.close();
  return population;
}

async function addMembers(
  sql: Sql,
  population: Population,
  companies: Map<string, CompanyFacts>,
  owned: readonly Owned[],
): Promise<void> {
  const ids = owned.map(({ identity_id }) => identity_id);
  const facts = grouped(await readFacts(sql, ids), "identity_id");
  const links = grouped(await readLinks(sql, ids), "identity");
  const belongs = new Map<number, { company_id: string; at: number }>();
  for (const row of await readCompanies(sql, ids, companies)) belongs.set(row.identity_id, row);
  const done = new Map<number, Touched[]>();
  for (let start = 0; start < ids.length; start += IDENTITIES) {
    for (const row of await readDone(sql, ids.slice(start, start + IDENTITIES))) {
      const rows = done.get(row.identity_id);
      if (rows) rows.push(row);
      else done.set(row.identity_id, [row]);
    }
  }
  for (const [id, names] of byPerson(owned)) {
    const told = names.flatMap((name) => facts.get(name) ?? []).sort((a, b) => b.at - a.at || b.id - a.id);
    const of = (wanted: Fact["key"]) => toldOf(told.filter(({ key }) => key === wanted));
    const company = names
      .flatMap((name) => belongs.get(name) ?? [])
      .reduce<{ company_id: string; at: number } | undefined>(
        (newest, one) => (newest === undefined || one.at > newest.at ? one : newest),
        undefined,
      );
    const from = population.end;
    const completeSince = addHistory(
      population,
      names.flatMap((name) => done.get(name) ?? []),
    );
    const unsubscribed = told.find(({ key }) => key === "unsubscribed");
    const member: Member = {
      id,
      identity: names[0] ?? 0,
      titles: of("title"),
      stages: of("stage"),
      company: company && companies.get(company.company_id),
      unsubscribed: unsubscribed?.value === "true" ? unsubscribed.at : undefined,
      from,
      length: population.end - from,
      completeSince,
      links: names.flatMap((name) => links.get(name) ?? []),
    };
    population.members.push(member);
  }
}

/** @returns since when it is complete */
function addHistory(population: Population, rows: Touched[]): number {
  const newest = rows.sort((a, b) => b.at - a.at).slice(0, LOOKED_AT);
  for (const { at, kind, title, detail, words, url } of newest) {
    // What stands behind ? and # makes each address another one, and says nothing here.
    const page = url?.replace(/[?#].*$/, "") ?? null;
    population.addDone(at, { kind, title, detail, url: page, said: words?.toLowerCase() }, () =>
      aboutOf({ title, detail, url: page }),
    );
  }
  const last = newest.at(-1);
  return rows.length >= LOOKED_AT && last ? last.at + 1 : Number.NEGATIVE_INFINITY;
}

const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

const readFacts = (sql: Sql, ids: readonly number[]) =>
  sql.query<Fact>(
    `select id, identity_id, key, value, ${MS("at")} as at from fact
     where identity_id = any($1::bigint[]) and key in ('title', 'stage', 'unsubscribed')`,
    [ids],
  );

const readDone = (sql: Sql, ids: readonly number[]) =>
  sql.query<Touched>(
    `select own.id as identity_id, ${MS("t.at")} as at, t.kind, t.title, t.detail, t.words, t.url
     from unnest($1::bigint[]) as own (id) cross join lateral (
       select at, kind, title, detail, words, url from touchpoint
       where identity_id = own.id and not passive order by at desc, id desc limit ${LOOKED_AT}
     ) t`,
    [ids],
  );

async function readLinks(sql: Sql, ids: readonly number[]): Promise<SentLink[]> {
  const rows = await sql.query<{
    asset: string;
    identity: number;
    sent: number | null;
    first: number | null;
    last: number | null;
  }>(
    `select asset_id as asset, identity_id as identity, ${MS("greatest(copied_at, composed_at)")} as sent,
       ${MS("first_person_read_at")} as first, ${MS("person_read_at")} as last
     from share where identity_id = any($1::bigint[])`,
    [ids],
  );
  return rows.map(({ asset, identity, sent, first, last }) => ({
    asset,
    identity,
    sent: sent ?? undefined,
    firstRead: first ?? undefined,
    lastRead: last ?? undefined,
  }));
}

/** Whose people they are, newest; and what is known of those companies, where that was not read before. */
async function readCompanies(sql: Sql, ids: readonly number[], known: Map<string, CompanyFacts>) {
  const rows = await sql.query<{ identity_id: number; company_id: string; at: number }>(
    `select own.id as identity_id, m.company_id, ${MS("m.at")} as at
     from unnest($1::bigint[]) as own (id) cross join lateral (
       select company_id, at from company_member where identity_id = own.id order by at desc, company_id limit 1
     ) m`,
    [ids],
  );
  const unknown = [...new Set(rows.map(({ company_id }) => company_id))].filter((id) => !known.has(id));
  const facts = await sql.query<{ company_id: string; key: string; value: string }>(
    `select distinct on (company_id, key) company_id, key, value from company_fact
     where company_id = any($1::uuid[]) and key <> 'name' order by company_id, key, typed, at desc, id desc`,
    [unknown],
  );
  const byCompany = grouped(facts, "company_id");
  for (const id of unknown) {
    const said = new Map((byCompany.get(id) ?? []).map(({ key, value }) => [key, value]));
    known.set(id, {
      industry: said.get("industry"),
      country: said.get("country"),
      employees: said.get("employees"),
    });
  }
  return rows;
}

function byPerson(owned: readonly Owned[]): Map<string, number[]> {
  const names = new Map<string, number[]>();
  for (const { person_id, identity_id } of owned) {
    const own = names.get(person_id);
    if (own) own.push(identity_id);
    else names.set(person_id, [identity_id]);
  }
  return names;
}

function grouped<Row, Key extends keyof Row>(rows: readonly Row[], key: Key): Map<Row[Key], Row[]> {
  const groups = new Map<Row[Key], Row[]>();
  for (const row of rows) {
    const group = groups.get(row[key]);
    if (group) group.push(row);
    else groups.set(row[key], [row]);
  }
  return groups;
}
