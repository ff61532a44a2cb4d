import type { RecordRef } from "../../lib/contract/record.ts";
import { isSandbox } from "../../lib/contract/record-key.ts";
import { ApiError } from "../http/api-error.ts";
import { readPersonRecordId, readRecordId } from "../people/crm-record.ts";
import { recordNamespaces } from "../people/find-person.ts";
import { type Identifier, identifierKey } from "../people/identifiers.ts";
import { insertIdentities, loadIdentities, loadLocked } from "../people/identity-state.ts";
import { readPerson, successorOf } from "../people/read-person.ts";
import { heldOff } from "../people/suppression.ts";
import { RetryTransaction } from "../store/errors.ts";
import type { Sql } from "../store/store.ts";

export interface Confirmation {
  /** Of the write, and then of the link that it makes. */
  id: string;
  memberId: string;
  record: RecordRef;
  personId: string;
}

interface CurrentLink {
  id: string;
  identity_id: number;
  person_id: string;
  by: string;
}

/**
 * Binds a record to a person by a rep's word: what a hint alone never does.
 * @returns the id of the link that now holds
 * @throws ApiError not_found for an unknown person, conflict where a tool says otherwise
 */
export async function confirm(sql: Sql, { id, memberId, record, personId }: Confirmation): Promise<string> {
  const person = (await readPerson(sql, personId)) ?? (await readSuccessor(sql, personId));
  if (!person) throw new ApiError("not_found", "This person is not known (any more). Look them up again.");
  const identifier = recordIdentifier(record);
  refuseOtherOrg(record, identifier.namespace, person.identities);
  if ((await heldOff(sql, [identifier])).size > 0) {
    throw new ApiError(
      "conflict",
      "This record is of somebody who was erased, at their own wish. An admin can let them come back.",
    );
  }

  if ((await loadIdentities(sql, [identifier])).size === 0) await insertIdentities(sql, [identifier]);
  // Nobody else decides on this record or this person until the transaction ends.
  const everywhere = recordNamespaces(record).map((namespace) => ({ ...identifier, namespace }));
  const identities = await loadLocked(sql, everywhere, { others: [person.id] });
  if ((await readPerson(sql, person.id)) === undefined) throw new RetryTransaction("The person was merged.");

  const links = await sql.query<CurrentLink>(
    `select id, identity_id, person_id, by from identity_link
     where identity_id = any($1::bigint[]) and ended_at is null and not shared`,
    [[...identities.values()].map((state) => state.id)],
  );
  if (links.some((link) => link.by !== "member" && link.person_id !== person.id)) {
    throw new ApiError("conflict", "A connected tool says that this record is somebody else.");
  }
  const identity = identities.get(identifierKey(identifier))?.id;
  const current = links.find((link) => link.identity_id === identity);
  if (current?.person_id === person.id) return current.id;
  if (current) await sql.query("update identity_link set ended_at = now() where id = $1", [current.id]);
  await sql.query(
    `insert into identity_link (id, identity_id, person_id, by, why, member_id, confirmation_id)
     values ($1, $2, $3, 'member', 'a rep confirmed it', $4, $1)`,
    [id, identity, person.id, memberId],
  );
  return id;
}

async function readSuccessor(sql: Sql, personId: string) {
  const successor = await successorOf(sql, personId);
  return successor === undefined ? undefined : readPerson(sql, successor);
}

/** A sandbox's records and people stay among themselves, and production's too. */
function refuseOtherOrg(record: RecordRef, namespace: string, identities: { namespace: string }[]): void {
  const sandboxed = identities.map((identity) => identity.namespace).filter(isSandboxNamespace);
  const fits = isSandbox(record.org) ? sandboxed.includes(namespace) : sandboxed.length === 0;
  if (!fits)
    throw new ApiError("conflict", "Records of a sandbox and people of production are never the same.");
}

function isSandboxNamespace(namespace: string): boolean {
  return namespace.includes(":") && isSandbox(namespace.slice(namespace.indexOf(":") + 1));
}

function recordIdentifier(record: RecordRef): Identifier {
  if (readRecordId(record.crm, record.id) === undefined) {
    throw new ApiError("bad_request", "This is not the id of a record.");
  }
  const value = readPersonRecordId(record.crm, record.id);
  if (value === undefined) {
    throw new ApiError(
      "bad_request",
      "Only a lead or a contact is a person. This is another kind of record.",
    );
  }
  const namespace = recordNamespaces(record)[0] ?? "";
  return { kind: "crm_record", namespace, value, shown: value, sharedMailbox: false };
}

/** What a confirmation that is said again answered the first time: its own link, or the one that held already. */
export async function confirmedBefore(sql: Sql, { id, record }: Confirmation): Promise<string> {
  const [own] = await sql.query("select 1 from identity_link where id = $1", [id]);
  if (own) return id;
  const identifier = recordIdentifier(record);
  const identity = (await loadIdentities(sql, [identifier])).get(identifierKey(identifier))?.id;
  const [held] = await sql.query<{ id: string }>(
    "select id from identity_link where identity_id = $1 and not shared order by ended_at desc nulls first limit 1",
    [identity ?? null],
  );
  return held?.id ?? id;
}

/**
 * Takes a confirmation back. Said again it changes nothing.
 * @throws ApiError not_found for what is no confirmation, forbidden for somebody else's
 */
export async function undoConfirmation(
  sql: Sql,
  id: string,
  caller: { memberId: string; isAdmin: boolean },
): Promise<void> {
  const [link] = await sql.query<{
    identity_id: number;
    member_id: string | null;
    confirmation_id: string | null;
  }>("select identity_id, member_id, confirmation_id from identity_link where id = $1", [id]);
  if (!link?.confirmation_id) throw new ApiError("not_found", "There is no such confirmation.");
  if (link.member_id !== caller.memberId && !caller.isAdmin) {
    throw new ApiError("forbidden", "Only who confirmed this, or an admin, can take it back.");
  }
  // A merge under way would take the confirmation along, unseen.
  const identifiers = await sql.query<Identifier>(
    `select kind, namespace, value, shown, shared_mailbox as "sharedMailbox" from identity where id = $1`,
    [link.identity_id],
  );
  await loadLocked(sql, identifiers);
  // A merge may have made a new link of the same confirmation; a newer confirmation is another word.
  await sql.query(
    `update identity_link set ended_at = now()
     where identity_id = $1 and confirmation_id = $2 and ended_at is null`,
    [link.identity_id, link.confirmation_id],
  );
}
