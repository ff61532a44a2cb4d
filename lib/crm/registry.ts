import type { RecordRef } from "../contract/record.ts";
import type { Crm, Furniture, Hint, Place } from "./crm.ts";
import { salesforce } from "./salesforce/salesforce.ts";

/** Every CRM beside whose records the panel stands. */
const crms: readonly Crm[] = [salesforce];

const NO_FURNITURE: Furniture = { top: [], bottom: [], floating: [], dialogs: [] };

/** The org whose CRM pages have this origin, such as `https://acme.example`, or null. */
export function orgOf(origin: string): string | null {
  for (const crm of crms) {
    const org = crm.orgOf(origin);
    if (org !== null) return org;
  }
  return null;
}

/** Whether a page of this origin is a CRM's. */
export function isCrmOrigin(origin: string): boolean {
  return orgOf(origin) !== null;
}

/** The record that an address shows, or null on any other page. */
export function locate(href: string): Place | null {
  for (const crm of crms) {
    const place = crm.locate(href);
    if (place) return place;
  }
  return null;
}

/** The person's e-mail address as the page of this record shows it, or null. */
export function readHint(document: Document, record: RecordRef): Hint | null {
  return named(record.crm)?.readHint(document, record) ?? null;
}

/** What the pages of an origin have that must not be covered. */
export function furnitureOf(origin: string): Furniture {
  return crms.find((crm) => crm.orgOf(origin) !== null)?.furniture ?? NO_FURNITURE;
}

function named(name: string): Crm | undefined {
  return crms.find((crm) => crm.name === name);
}
