import type { Sql } from "../store/store.ts";
import { identifierKey } from "./identifiers.ts";
import { type IdentityState, insertIdentities, type PersonState } from "./identity-state.ts";
import { insertLinks, type LinkRow } from "./insert-links.ts";
import {
  type Cause,
  finalPerson,
  type LinkDecisions,
  type NewLink,
  type NewMerge,
} from "./link-decisions.ts";
import { settleConflicts, writeConflicts } from "./write-conflicts.ts";
import { type MergeRow, writeMerges } from "./write-merges.ts";

/** Writes what was decided, in one fixed order of tables, each sorted. Gives new epochs their ids. */
export async function writeLinks(sql: Sql, decisions: LinkDecisions): Promise<void> {
  await writeEpochs(sql, decisions.newIdentities);
  await writePersons(sql, decisions.newPersons);
  await endConfirmations(sql, [...decisions.overruled].map(identityId));
  const merges = decisions.merges.map(mergeRow);
  await writeMerges(sql, merges);
  await insertLinks(sql, [
    ...[...decisions.links].map(([identity, link]) => linkRow(identity, identity.person, link, false)),
    ...decisions.sharedLinks.map(({ identity, person, link }) => linkRow(identity, person, link, true)),
  ]);
  await settleConflicts(sql, merges);
  await writeConflicts(
    sql,
    decisions.conflicts.map(({ identities: [a, b], persons: [personA, personB], settled, origin, why }) => ({
      ...causeOf({ origin, why: settled ? "kept apart before" : why }),
      sides: [
        { identity: identityId(a), person: personId(personA) },
        { identity: identityId(b), person: personId(personB) },
      ],
      settled,
    })),
  );
}

function linkRow(
  identity: IdentityState,
  person: PersonState | undefined,
  link: NewLink,
  shared: boolean,
): LinkRow {
  return {
    ...causeOf(link),
    identity: identityId(identity),
    person: personId(person),
    home: link.home,
    shared,
    confirmation: null,
    merge: null,
  };
}

function causeOf({ origin, why }: Cause) {
  return "event" in origin
    ? { by: "event" as const, event: origin.event, import: null, member: null, why }
    : { by: "import" as const, event: null, import: origin.import, member: null, why };
}

function mergeRow(merge: NewMerge): MergeRow {
  return {
    ...causeOf(merge),
    id: merge.id,
    from: merge.from.id,
    into: merge.into.id,
    // Who took over may have been taken over by a later event of the batch.
    standing: finalPerson(merge.into).id,
    fromHome: merge.fromHome,
    intoHome: merge.intoHome,
  };
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
  const ids = persons.map(({ id }) => id);
  if (ids.length > 0) await sql.query("insert into person (id) select unnest($1::uuid[])", [ids]);
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

function identityId({ id }: IdentityState): number {
  if (id === undefined) throw new Error("An identity is linked before it was written.");
  return id;
}

function personId(person: PersonState | undefined): string {
  if (person === undefined) throw new Error("A link leads to nobody.");
  return finalPerson(person).id;
}
