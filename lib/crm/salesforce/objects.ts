import type { Place } from "../crm.ts";

/** What the first three characters of an id say about the record, for the objects that the panel stands beside. */
const OBJECTS: Readonly<Record<string, { object: string; subject: Place["subject"] }>> = {
  "00Q": { object: "Lead", subject: "person" },
  "003": { object: "Contact", subject: "person" },
  "001": { object: "Account", subject: "later" },
  "006": { object: "Opportunity", subject: "later" },
};

/**
 * The object of an id, or null for one that the panel does not stand beside.
 * The prefix decides: an address that names another object than its id is one that Salesforce redirects.
 */
export function objectOf(id: string): { object: string; subject: Place["subject"] } | null {
  return OBJECTS[id.slice(0, 3)] ?? null;
}
