import type { Sql } from "../store/store.ts";
import { type Identifier, identifierKey } from "./identifiers.ts";
import type { PersonKnown } from "./identity-rules.ts";
import { readLocked } from "./lock-who.ts";
import { readApart } from "./merge-tree.ts";

/** A person while a batch is decided on. */
export interface PersonState extends PersonKnown {
  /** Who, by an admin's word, is somebody else. */
  apart: Set<PersonState>;
  /** How many records they have, by namespace; left out where no record is decided on. */
  records: Map<string, number>;
  /** What they are called, where records are counted. */
  name: string | undefined;
  /** Who took over all that this one had. */
  into: PersonState | undefined;
}

/** An identity while a batch is decided on: what the database says, and what will be added to it. */
export interface IdentityState {
  identifier: Identifier;
  /** Undefined until a new epoch is written. */
  id: number | undefined;
  epoch: number;
  person: PersonState | undefined;
  /** The id of whose it would be, had nobody been merged: see merge-tree. */
  home: string | undefined;
  /** That is a member's word, which a tool's outranks. */
  confirmed: boolean;
  /** For a shared mailbox: everyone who came with it. */
  sharedWith: Set<PersonState>;
}

/** Current identities by `identifierKey`: of a browser, its newest epoch. */
export type Identities = Map<string, IdentityState>;

interface Row {
  n: number;
  id: number;
  epoch: number;
  person_id: string | null;
  home: string | null;
  confirmed: boolean;
  shared: boolean;
  sharers: string[] | null;
}

// A lateral row with a limit is looked up by its index, whatever the planner believed of the tables
// when it made the plan that it keeps: a young hub's are empty, and PGlite never counts them again.
const LOAD = `
  select k.n::int as n, i.id, i.epoch, l.person_id, coalesce(l.home_person_id, l.person_id) as home,
    l.by is not distinct from 'member' as confirmed, i.shared_mailbox as shared,
    case when i.shared_mailbox or k.shared then
      array(select s.person_id from identity_link s where s.identity_id = i.id and s.shared and s.ended_at is null)
    end as sharers
  from unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) with ordinality
    as k (kind, namespace, value, shared, n)
  cross join lateral (
    select id, epoch, shared_mailbox from identity
    where kind = k.kind and namespace = k.namespace and value = k.value
    order by epoch desc limit 1
  ) i
  left join lateral (
    select person_id, home_person_id, by from identity_link where identity_id = i.id and ended_at is null and not shared limit 1
  ) l on true`;

export function newPersonState(id: string): PersonState {
  return {
    id,
    hasAddress: false,
    since: Number.POSITIVE_INFINITY,
    apart: new Set(),
    records: new Map(),
    name: undefined,
    into: undefined,
  };
}

/** The current identities of these identifiers, as far as there are any, with whom they belong to. */
export async function loadIdentities(sql: Sql, identifiers: readonly Identifier[]): Promise<Identities> {
  const found: Identities = new Map();
  if (identifiers.length === 0) return found;
  const rows = await sql.query<Row>(LOAD, [
    ...columnsOf(identifiers),
    identifiers.map(({ sharedMailbox }) => sharedMailbox),
  ]);
  const persons = new Map<string, PersonState>();
  const personOf = (id: string): PersonState => {
    const known = persons.get(id);
    if (known) return known;
    const state = newPersonState(id);
    persons.set(id, state);
    return state;
  };
  for (const row of rows) {
    const identifier = identifiers[row.n - 1];
    if (identifier === undefined) continue;
    found.set(identifierKey(identifier), {
      // An admin's list made it one; what is known by habit is marked already.
      identifier: row.shared ? { ...identifier, sharedMailbox: true } : identifier,
      id: row.id,
      epoch: row.epoch,
      person: row.person_id === null ? undefined : personOf(row.person_id),
      home: row.home ?? undefined,
      confirmed: row.confirmed,
      sharedWith: new Set((row.sharers ?? []).map(personOf)),
    });
  }
  return found;
}

/** Writes the identifiers that are not there yet, belonging to nobody; gives how many of them are really new. */
export async function insertIdentities(
  sql: Sql,
  identifiers: readonly Identifier[],
  epochs?: readonly number[],
): Promise<Map<string, number>> {
  const order = identifiers.map((identifier, n) => ({
    identifier,
    key: identifierKey(identifier),
    epoch: epochs?.[n] ?? 0,
  }));
  // Every batch writes in the same order, so that no two wait for each other.
  order.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.epoch - b.epoch));
  const sorted = order.map((entry) => entry.identifier);
  const rows = await sql.query<{
    id: number;
    kind: Identifier["kind"];
    namespace: string;
    value: string;
    epoch: number;
  }>(
    `insert into identity (kind, namespace, value, epoch, shown, shared_mailbox)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::boolean[])
     on conflict do nothing returning id, kind, namespace, value, epoch`,
    [
      ...columnsOf(sorted),
      order.map((entry) => entry.epoch),
      sorted.map((identifier) => identifier.shown),
      sorted.map((identifier) => identifier.sharedMailbox),
    ],
  );
  return new Map(rows.map((row) => [`${identifierKey(row)}\n${row.epoch}`, row.id]));
}

/**
 * Everything that may be decided on stays as it is until this transaction ends.
 * @param first these identities as they were read before, if they were
 * @param others persons who may be decided on besides the owners
 */
export async function loadLocked(
  sql: Sql,
  identifiers: readonly Identifier[],
  { first, others = [] }: { first?: Identities; others?: readonly string[] } = {},
): Promise<Identities> {
  const identities = await readLocked(
    sql,
    () => loadIdentities(sql, identifiers),
    (state) => ({
      identities: [...state.values()].flatMap(({ id }) => (id === undefined ? [] : [id])),
      persons: [...new Set([...personsOf(state).keys(), ...others])],
    }),
    first,
  );
  const persons = personsOf(identities);
  await describePersons(sql, persons);
  if (identifiers.some(({ kind }) => kind === "crm_record")) await describeRecords(sql, persons);
  return identities;
}

function personsOf(identities: Identities): Map<string, PersonState> {
  const persons = new Map<string, PersonState>();
  for (const { person } of identities.values()) if (person) persons.set(person.id, person);
  return persons;
}

async function describePersons(sql: Sql, persons: Map<string, PersonState>): Promise<void> {
  if (persons.size === 0) return;
  const rows = await sql.query<{ id: string; created_at: Date; has_address: boolean; any_apart: boolean }>(
    `select p.id, p.created_at, exists (select from kept_apart) as any_apart, exists (
       select from identity_link l join identity i on i.id = l.identity_id
       where l.person_id = p.id and l.ended_at is null and not l.shared and i.kind = 'email'
     ) as has_address
     from person p where p.id = any($1::uuid[])`,
    [[...persons.keys()]],
  );
  for (const row of rows) {
    const person = persons.get(row.id);
    if (person) Object.assign(person, { hasAddress: row.has_address, since: row.created_at.getTime() });
  }
  if (persons.size < 2 || !rows[0]?.any_apart) return;
  for (const [one, other] of await readApart(sql, [...persons.keys()])) {
    const [a, b] = [persons.get(one), persons.get(other)];
    if (a && b) {
      a.apart.add(b);
      b.apart.add(a);
    }
  }
}

async function describeRecords(sql: Sql, persons: Map<string, PersonState>): Promise<void> {
  if (persons.size === 0) return;
  // Lateral with a limit, so that indexes are used: see above.
  const rows = await sql.query<{ id: string; namespaces: string[]; name: string | null }>(
    `select p.id, array(
       select i.namespace from identity_link l join identity i on i.id = l.identity_id
       where l.person_id = p.id and l.ended_at is null and not l.shared and i.kind = 'crm_record'
     ) as namespaces, (
       select f.value from identity_link l cross join lateral (
         select value, at, id from fact where identity_id = l.identity_id and key = 'name'
         order by at desc, id desc limit 1
       ) f
       where l.person_id = p.id and l.ended_at is null and not l.shared
       order by f.at desc, f.id desc limit 1
     ) as name
     from unnest($1::uuid[]) as p (id)`,
    [[...persons.keys()]],
  );
  for (const { id, namespaces, name } of rows) {
    const person = persons.get(id);
    if (person === undefined) continue;
    for (const one of namespaces) person.records.set(one, (person.records.get(one) ?? 0) + 1);
    person.name = name ?? undefined;
  }
}

function columnsOf(identifiers: readonly Identifier[]): [string[], string[], string[]] {
  return [
    identifiers.map((identifier) => identifier.kind),
    identifiers.map((identifier) => identifier.namespace),
    identifiers.map((identifier) => identifier.value),
  ];
}
