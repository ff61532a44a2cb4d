import type { RecordRef } from "../../lib/contract/record.ts";
import { hasSalesforceShape, readSalesforceId } from "./salesforce-id.ts";

/** What the hub has to know of a CRM's records: how an id is written, and what kind of record it names. */
interface Crm {
  readId(text: string): string | undefined;
  /** Whether it looks like an id, were it not for its checksum. */
  hasShape(text: string): boolean;
  /** By the id's first letters, those that have a person. */
  objects: Record<string, string>;
  /** Others that a report may hold, as one is called in a sentence. */
  others: Record<string, string>;
  prefix: number;
  /** Of an opportunity's id, its first letters. */
  opportunity: string;
  /** Where the CRM shows a record of an org. */
  address(record: RecordRef): string;
}

/** Whose reports are imported. */
export const REPORTED_CRM = "salesforce";

const salesforce: Crm = {
  readId: readSalesforceId,
  hasShape: hasSalesforceShape,
  objects: { "00Q": "Lead", "003": "Contact" },
  others: {
    "001": "an account",
    "005": "a user",
    "006": "an opportunity",
    "00v": "a campaign member",
    "500": "a case",
    "701": "a campaign",
  },
  prefix: 3,
  opportunity: "006",
  address: ({ org, object, id }) => `https://${org}.lightning.force.com/lightning/r/${object}/${id}/view`,
};
/** By name, which comes from outside: an object would also have a "constructor". */
const CRMS: ReadonlyMap<string, Crm> = new Map([["salesforce", salesforce]]);

/**
 * An id in the one form in which it is stored and compared; of a CRM that is not known, as it is.
 * @returns undefined for what is no id of that CRM
 */
export function readRecordId(crm: string, text: string): string | undefined {
  const known = CRMS.get(crm);
  return known ? known.readId(text) : text;
}

/**
 * The id of a record that has a person; of a CRM that is not known, any.
 * @returns undefined for what is no id of that CRM, and for a record of another kind, such as an account
 */
export function readPersonRecordId(crm: string, text: string): string | undefined {
  const id = readRecordId(crm, text);
  if (id === undefined || !CRMS.has(crm)) return id;
  return objectOfRecord(crm, id) === undefined ? undefined : id;
}

/** What kind of record an id names, such as `Lead`; undefined for one that has no person, or is not known. */
export function objectOfRecord(crm: string, id: string): string | undefined {
  const known = CRMS.get(crm);
  return known?.objects[id.slice(0, known.prefix)];
}

/** An address that shows a record, on the CRM's usual host; undefined for a CRM that is not known. */
export function recordAddress(record: RecordRef): string | undefined {
  return CRMS.get(record.crm)?.address(record);
}

/** Why a text is no id of a record that has a person, in words that follow "This is"; undefined for one that is. */
export function whyNoPersonRecord(crm: string, text: string): string | undefined {
  const known = CRMS.get(crm);
  if (known === undefined || readPersonRecordId(crm, text) !== undefined) return undefined;
  const id = known.readId(text);
  if (id !== undefined)
    return `the id of ${known.others[id.slice(0, known.prefix)] ?? "another kind of record"}`;
  return known.hasShape(text)
    ? "an id that was altered: its last three characters do not fit the others"
    : "no record's id";
}

/**
 * An opportunity's id in its one form; what is no id of that CRM at all, such as another tool's, as it is. Else why it
 * is none.
 */
export function opportunityIdOf(
  crm: string,
  text: string,
): { value: string; why?: undefined } | { value?: undefined; why: string } {
  const known = CRMS.get(crm);
  const plain = text.trim();
  if (plain === "") return { why: "There is no opportunity's id." };
  if (known === undefined || !known.hasShape(plain)) return { value: plain };
  const id = known.readId(plain);
  const prefix = plain.slice(0, known.prefix);
  if (prefix === known.opportunity) {
    if (id !== undefined) return { value: id };
    return { why: "This is an id that was altered: its last three characters do not fit the others." };
  }
  const object = known.objects[prefix];
  const other = object === undefined ? known.others[prefix] : `a ${object.toLowerCase()}`;
  if (id === undefined || other === undefined) return { value: plain };
  return { why: `This is the id of ${other}. An opportunity's is needed.` };
}
