import { isSandbox } from "../../lib/contract/record-key.ts";
import { asObject, asText, Fields, type JsonObject } from "../json-fields.ts";
import { readPersonRecordId } from "./crm-record.ts";
import { type Email, readEmail } from "./email.ts";
import { saidName } from "./said-facts.ts";

export type IdentityKind = "email" | "user_id" | "anonymous_id" | "crm_record";

/** A name that something calls a person by, as it is stored: unique by kind, namespace and value. */
export interface Identifier {
  kind: IdentityKind;
  namespace: string;
  value: string;
  /** As received. */
  shown: string;
  sharedMailbox: boolean;
}

/** The parts of an event that say who. */
export interface SaysWho {
  type: string;
  userId: string | undefined;
  anonymousId: string | undefined;
  previousId: string | undefined;
  traits: JsonObject;
  properties: JsonObject;
  context: JsonObject;
}

/** What said something: an event by its number, or an import by its id. */
export type Origin = { event: number } | { import: string };

/** Whom an event, or a line of an import, speaks of. */
export interface Mention {
  origin: Origin;
  /** The event's type; of a line, `import`. */
  type: string;
  /** Names of one and the same person, the record (and its twin, see record-twins) first, the e-mails at the end. */
  claims: Identifier[];
  /** The browser it came from. */
  anonymous: Identifier | undefined;
  /** What the person is called, where a record is named too. */
  name: string | undefined;
  /** Browsers whose history joins the person: only identify and alias say so. */
  joining: Identifier[];
  /** The name that what happened is kept under. */
  bearer: Identifier | undefined;
  /** The name that what is said of the person is kept under: of a shared mailbox, nothing is said. */
  subject: Identifier | undefined;
}

/** One text for an identifier, for maps and comparison. */
export function identifierKey({
  kind,
  namespace,
  value,
}: Omit<Identifier, "shown" | "sharedMailbox">): string {
  return `${kind}\n${namespace}\n${value}`;
}

/**
 * Where a source's records and addresses count. A sandbox is a copy of production: what it says of
 * `maya@initech.com` is about its own copy of her.
 */
export function namespaces(org: string | null): { record: string; email: string } {
  const record = `salesforce:${org ?? "*"}`;
  return { record, email: org !== null && isSandbox(org) ? record : "" };
}

/** Reads from an event, given its number, all the names that it calls its person by. */
export function mentionOf(
  event: SaysWho,
  source: { id: string; org: string | null },
  number: number,
): Mention {
  const space = namespaces(source.org);
  // A group's traits are the company's.
  const own = event.type === "group" ? {} : event.traits;
  const known = asObject(event.context.traits);

  const emails: Identifier[] = [];
  const addEmail = (value: unknown): boolean => {
    const text = asText(value, 400);
    const email = text === undefined ? undefined : readEmail(text);
    if (email === undefined) return false;
    if (!emails.some((other) => other.value === email.value))
      emails.push(emailIdentifier(email, space.email));
    return true;
  };
  const users: Identifier[] = [];
  const addUser = (id: string | undefined) => {
    if (id !== undefined && !addEmail(id)) users.push(plain("user_id", source.id, id));
  };

  addUser(event.userId);
  if (event.type === "alias") addUser(event.previousId);
  addEmail(own.email);
  addEmail(known.email);
  if (event.userId === undefined) addEmail(event.properties.email);

  const record = recordIdentifier([own, known], space.record);
  const anonymous =
    event.anonymousId === undefined ? undefined : plain("anonymous_id", source.id, event.anonymousId);
  return {
    origin: { event: number },
    type: event.type,
    claims: record ? [record, ...users, ...emails] : users.concat(emails),
    anonymous,
    name: record && (saidName(own) ?? saidName(known)),
    joining: joiningBrowsers(event, source.id, anonymous),
    bearer: users[0] ?? emails[0] ?? anonymous ?? record,
    subject: users[0] ?? emails.find((email) => !email.sharedMailbox) ?? record ?? anonymous,
  };
}

function joiningBrowsers(event: SaysWho, sourceId: string, anonymous: Identifier | undefined): Identifier[] {
  if (event.type !== "identify" && event.type !== "alias") return [];
  const browsers = anonymous === undefined ? [] : [anonymous];
  // What an alias calls the previous id is as often a browser's as a user's.
  if (event.type === "alias" && event.previousId !== undefined && event.previousId !== anonymous?.value) {
    if (readEmail(event.previousId) === undefined)
      browsers.push(plain("anonymous_id", sourceId, event.previousId));
  }
  return browsers;
}

export function emailIdentifier(email: Email, namespace: string): Identifier {
  const { value, shown, sharedMailbox } = email;
  return { kind: "email", namespace, value, shown, sharedMailbox };
}

/** Plain names under which tools send a record's id, the usual one first. */
const RECORD_TRAITS = [
  "salesforceid",
  "salesforcecontactid",
  "salesforceleadid",
  "sfdcid",
  "sfdccontactid",
  "sfdcleadid",
  "sfid",
  "sfcontactid",
  "sfleadid",
];

/** The first that is the id of somebody's record: an account's, say, names nobody. */
function recordIdentifier(places: JsonObject[], namespace: string): Identifier | undefined {
  for (const place of places) {
    const said = new Fields(place);
    for (const name of RECORD_TRAITS) {
      const text = said.text(100, name);
      const id = text === undefined ? undefined : readPersonRecordId("salesforce", text);
      if (id !== undefined) return plain("crm_record", namespace, id);
    }
  }
  return undefined;
}

function plain(kind: IdentityKind, namespace: string, value: string): Identifier {
  return { kind, namespace, value, shown: value, sharedMailbox: false };
}
