import type { Sql } from "../store/store.ts";
import { identifierKey, type Origin } from "./identifiers.ts";
import { type IdentityState, insertIdentities, type PersonState } from "./identity-state.ts";
import { type Conflict, finalPerson, type LinkDecisions } from "./link-decisions.ts";

/** Writes what was decided, in one fixed order of tables, each sorted. Gives new epochs their ids. */
export async function writeLinks(sql: Sql, decisions: LinkDecisions): Promise<void> {
  await writeEpochs(sql, decisions.newIdentities);
  await writePersons(sql, decisions.newPersons);
  await endConfirmations(sql, [...decisions.overruled].map(identityId));
  await moveLinks(sql, decisions.merged);
  await insertLinks(sql, [
    ...[...decisions.links].map(([identity, cause]) => ({
      identity: identityId(identity),
      person: personId(identity.person),
      shared: false,
      by: "event" in cause.origin ? "event" : "import",
      why: cause.why,
      origin: cause.origin,
      member: null,
      confirmation: null,
    })),
    ...decisions.sharedLinks.map(({ identity, person, cause }) => ({
      identity: identityId(identity),
      person: personId(person),
      shared: true,
      by: "event" in cause.origin ? "event" : "import",
      why: cause.why,
      origin: cause.origin,
      member: null,
      confirmation: null,
    })),
  ]);
  await writeConflicts(sql, decisions.conflicts);
}

async function writeEpochs(sql: Sql, identities: readonly IdentityState[]): Promise<void> {
  if (identities.length === 0) return;
  const ids = await insertIdentities(
    sql,
    identities.map(({ identifier }) => identifier),
    identities.map(({ epoch }) => epoch),
  );
  for (const identity of identities) {
    identity.id = ids.get(`${identifierKey(identity.identifier)}\n${identity.epoch}`);
  }
}

async function writePersons(sql: Sql, persons: readonly PersonState[]): Promise<void> {
  const kept = persons.filter((person) => person.into === undefined).map(({ id }) => id);
  if (kept.length > 0) await sql.query("insert into person (id) select unnest($1::uuid[])", [kept]);
}

/** A tool's own word takes the place of a member's. */
async function endConfirmations(sql: Sql, identities: number[]): Promise<void> {
  if (identities.length === 0) return;
  await sql.query(
    `update identity_link set ended_at = now()
     where identity_id = any($1::bigint[]) and by = 'member' and ended_at is null`,
    [identities.sort((a, b) => a - b)],
  );
}

interface MovedLink {
  identity_id: number;
  person_id: string;
  shared: boolean;
  by: string;
  member_id: string | null;
  confirmation_id: string | null;
}

/** Ends every link of the persons taken over, and makes the same one to who took over. */
async function moveLinks(sql: Sql, merged: LinkDecisions["merged"]): Promise<void> {
  if (merged.size === 0) return;
  const moved = await sql.query<MovedLink>(
    `update identity_link set ended_at = now() where person_id = any($1::uuid[]) and ended_at is null
     returning identity_id, person_id, shared, by, member_id, confirmation_id`,
    [[...merged.keys()].map(({ id }) => id).sort()],
  );
  const byId = new Map([...merged].map(([person, cause]) => [person.id, { person, cause }]));
  await insertLinks(
    sql,
    moved.flatMap((link) => {
      const into = byId.get(link.person_id);
      if (into === undefined) return [];
      return {
        identity: link.identity_id,
        person: finalPerson(into.person).id,
        shared: link.shared,
        // Who a rep confirmed stays theirs to take back.
        by: link.by === "member" ? "member" : "merge",
        why: into.cause.why,
        origin: into.cause.origin,
        member: link.member_id,
        confirmation: link.confirmation_id,
      };
    }),
  );
}

interface NewLink {
  identity: number;
  person: string;
  shared: boolean;
  by: string;
  why: string;
  origin: Origin;
  member: string | null;
  confirmation: string | null;
}

async function insertLinks(sql: Sql, links: NewLink[]): Promise<void> {
  if (links.length === 0) return;
  const sorted = links.sort((a, b) => a.identity - b.identity || (a.person < b.person ? -1 : 1));
  // Two who came with the same shared mailbox may have become one.
  await sql.query(
    `insert into identity_link (id, identity_id, person_id, shared, by, why, event_id, import_id, member_id, confirmation_id)
     select gen_random_uuid(), * from unnest(
       $1::bigint[], $2::uuid[], $3::boolean[], $4::text[], $5::text[], $6::bigint[], $7::uuid[],
       $8::uuid[], $9::uuid[])
     on conflict (identity_id, person_id) where ended_at is null and shared do nothing`,
    [
      sorted.map((link) => link.identity),
      sorted.map((link) => link.person),
      sorted.map((link) => link.shared),
      sorted.map((link) => link.by),
      sorted.map((link) => link.why),
      sorted.map((link) => eventOf(link.origin)),
      sorted.map((link) => importOf(link.origin)),
      sorted.map((link) => link.member),
      sorted.map((link) => link.confirmation),
    ],
  );
}

/** A conflict is one row, however often it is said. */
async function writeConflicts(sql: Sql, conflicts: readonly Conflict[]): Promise<void> {
  if (conflicts.length === 0) return;
  const rows = new Map<
    string,
    { ids: [number, number]; persons: [string, string]; origin: Origin; count: number }
  >();
  for (const { identities, persons, cause } of conflicts) {
    const sides = identities.map((identity, side) => ({
      id: identityId(identity),
      person: personId(persons[side]),
    }));
    const [a, b] = sides.sort((one, other) => one.id - other.id);
    if (a === undefined || b === undefined) continue;
    const key = `${a.id} ${b.id}`;
    const known = rows.get(key);
    if (known) known.count += 1;
    else rows.set(key, { ids: [a.id, b.id], persons: [a.person, b.person], origin: cause.origin, count: 1 });
  }
  const sorted = [...rows.values()].sort((a, b) => a.ids[0] - b.ids[0] || a.ids[1] - b.ids[1]);
  await sql.query(
    `insert into identity_conflict (identity_a, identity_b, person_a, person_b, why, event_id, import_id, count)
     select a, b, person_a, person_b, 'two persons with addresses of their own', event, import, count
     from unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::uuid[], $5::bigint[], $6::uuid[], $7::int[])
       as conflict (a, b, person_a, person_b, event, import, count)
     on conflict (identity_a, identity_b) do update set count = identity_conflict.count + excluded.count`,
    [
      sorted.map((row) => row.ids[0]),
      sorted.map((row) => row.ids[1]),
      sorted.map((row) => row.persons[0]),
      sorted.map((row) => row.persons[1]),
      sorted.map((row) => eventOf(row.origin)),
      sorted.map((row) => importOf(row.origin)),
      sorted.map((row) => row.count),
    ],
  );
}

const eventOf = (origin: Origin) => ("event" in origin ? origin.event : null);
const importOf = (origin: Origin) => ("import" in origin ? origin.import : null);

function identityId({ id }: IdentityState): number {
  if (id === undefined) throw new Error("An identity is linked before it was written.");
  return id;
}

function personId(person: PersonState | undefined): string {
  if (person === undefined) throw new Error("A link leads to nobody.");
  return finalPerson(person).id;
}
