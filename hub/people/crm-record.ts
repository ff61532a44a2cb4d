import { readSalesforceId } from "./salesforce-id.ts";

/** What the hub has to know of a CRM's records: how an id is written, and what kind of record it names. */
interface Crm {
  readId(text: string): string | undefined;
  /** By the id's first letters, those that have a person. */
  objects: Record<string, string>;
  prefix: number;
}

const CRMS: Record<string, Crm> = {
  salesforce: { readId: readSalesforceId, objects: { "00Q": "Lead", "003": "Contact" }, prefix: 3 },
};

/**
 * An id in the one form in which it is stored and compared; of a CRM that is not known, as it is.
 * @returns undefined for what is no id of that CRM
 */
export function readRecordId(crm: string, text: string): string | undefined {
  const known = CRMS[crm];
  return known ? known.readId(text) : text;
}

/**
 * The id of a record that has a person; of a CRM that is not known, any.
 * @returns undefined for what is no id of that CRM, and for a record of another kind, such as an account
 */
export function readPersonRecordId(crm: string, text: string): string | undefined {
  const id = readRecordId(crm, text);
  if (id === undefined || !(crm in CRMS)) return id;
  return objectOfRecord(crm, id) === undefined ? undefined : id;
}

/** What kind of record an id names, such as `Lead`; undefined for one that has no person, or is not known. */
export function objectOfRecord(crm: string, id: string): string | undefined {
  const known = CRMS[crm];
  return known?.objects[id.slice(0, known.prefix)];
}
