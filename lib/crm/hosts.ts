import type { RecordRef } from "../contract/record.ts";
import type { HostFamily } from "./crm.ts";
import { orgOf } from "./registry.ts";
import { composeAddress } from "./salesforce/compose-address.ts";
import { families as salesforce } from "./salesforce/families.ts";
import { recordAddress } from "./salesforce/record-address.ts";

// Apart from the registry, so that the content script carries none of it.

/** Every family of hosts beside whose records the panel can stand. */
export const families: readonly HostFamily[] = [...salesforce];

/**
 * An address that shows the record, or null for a CRM that we do not know.
 * @param origin where this org's pages were met, such as `https://acme.example`, so that the record opens there too
 */
export function addressOf(record: RecordRef, origin?: string): string | null {
  return record.crm === "salesforce" ? recordAddress(record, origin) : null;
}

/**
 * An address that opens the CRM's own composer for a mail to the record's person, or null for a CRM without one.
 * @param origin where this org's pages were met
 */
export function composeAddressOf(record: RecordRef, origin?: string): string | null {
  return record.crm === "salesforce" ? composeAddress(record, origin) : null;
}

/** CRMs' own composers: what each is called, alone and after "Opened in". */
export const CRM_COMPOSERS = {
  salesforce: { name: "Salesforce", opened: "Salesforce's composer" },
} as const;

/** The CRM's name as people write it, or null for one that we do not know. */
export function crmName(record: RecordRef): string | null {
  return record.crm === "salesforce" ? "Salesforce" : null;
}

/** What somebody gave as the address of their CRM. */
export type Recognised =
  | { kind: "family"; family: HostFamily; org: string | null }
  | { kind: "unknown"; host: string }
  | { kind: "no_address" };

/** The family with this id, or null. */
export function familyById(id: string): HostFamily | null {
  return families.find((family) => family.id === id) ?? null;
}

/** The family by its id or by one of its match patterns, as an IT department may write either; null for neither. */
export function familyNamed(name: string): HostFamily | null {
  const wanted = name.trim().toLowerCase();
  return familyById(wanted) ?? families.find(({ patterns }) => patterns.includes(wanted)) ?? null;
}

/** The family whose records stand at this origin, such as `https://acme.example`; null for an origin of nobody's. */
export function familyAt(origin: string): HostFamily | null {
  if (orgOf(origin) === null) return null;
  const host = origin.slice("https://".length);
  return families.find(({ patterns }) => hostsOf(patterns).some((end) => host.endsWith(`.${end}`))) ?? null;
}

/** The hosts of match patterns, without what stands for the org: `https://*.crm.example/*` is `crm.example`. */
export function hostsOf(patterns: readonly string[]): string[] {
  return patterns.map((pattern) => pattern.replace("https://*.", "").replace("/*", ""));
}

/**
 * Reads the address of any page of a CRM, as it was pasted or typed, with or without `https://`.
 * Pure; what may be asked for is always a whole family of the closed list, never the address itself.
 */
export function recognise(text: string): Recognised {
  const url = addressIn(text);
  if (!url) return { kind: "no_address" };
  const host = url.hostname.replace(/\.$/, "");
  const family = families.find(({ domains }) =>
    domains.some((domain) => host === domain || host.endsWith(`.${domain}`)),
  );
  return family ? { kind: "family", family, org: orgOf(`https://${host}`) } : { kind: "unknown", host };
}

function addressIn(text: string): URL | null {
  const word = text.trim().replace(/^[<("']+|[>)"',;]+$/g, "");
  if (word === "" || /\s/.test(word)) return null;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(word) ? word : `https://${word}`);
    const web = url.protocol === "https:" || url.protocol === "http:";
    return web && /^[^.]+(\.[^.]+)+\.?$/.test(url.hostname) ? url : null;
  } catch {
    return null;
  }
}
