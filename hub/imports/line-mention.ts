import { readEmail } from "../people/email.ts";
import {
  emailIdentifier,
  type Identifier,
  identifierKey,
  type Mention,
  namespaces,
} from "../people/identifiers.ts";
import { heldOff } from "../people/suppression.ts";
import type { Sql } from "../store/store.ts";
import type { TakenLine } from "./read-line.ts";

/** An import as far as its lines need to know it. `org` null: any org's but a sandbox's. */
export interface ImportOfLines {
  id: string;
  org: string | null;
}

/** The names that a line calls its person by, records first. */
export function identifiersOf({ records, email }: TakenLine, org: string | null): Identifier[] {
  const space = namespaces(org);
  const identifiers = records.map(
    (value): Identifier => ({
      kind: "crm_record",
      namespace: space.record,
      value,
      shown: value,
      sharedMailbox: false,
    }),
  );
  const address = email === undefined ? undefined : readEmail(email);
  return address === undefined ? identifiers : [...identifiers, emailIdentifier(address, space.email)];
}

/**
 * Whom a line speaks of. What a report says is said of its record first: it stays true of the record, whosever
 * that turns out to be.
 */
export function mentionOfLine(line: TakenLine, { id, org }: ImportOfLines): Mention {
  const claims = identifiersOf(line, org);
  return {
    origin: { import: id },
    type: "import",
    claims,
    anonymous: undefined,
    name: line.facts.name,
    joining: [],
    bearer: claims[0],
    subject: claims.find(({ sharedMailbox }) => !sharedMailbox),
  };
}

/**
 * For each list of names, the one that belongs to somebody who was erased; undefined where none does. A mailbox that
 * several read says nothing of who is named beside it.
 */
export async function heldOffNames(
  sql: Sql,
  lists: readonly (readonly Identifier[])[],
): Promise<(Identifier | undefined)[]> {
  const held = await heldOff(sql, lists.flat());
  if (held.size === 0) return lists.map(() => undefined);
  return lists.map((names) => {
    const own = names.filter(({ sharedMailbox }) => !sharedMailbox);
    return (own.length > 0 ? own : names).find((name) => held.has(identifierKey(name)));
  });
}
