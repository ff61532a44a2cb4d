import type { RecordRef } from "../contract/record.ts";

/** A record as its address names it. */
export interface Place {
  record: RecordRef;
  /** The org is a copy whose ids must never match production's people. */
  sandbox: boolean;
  /** "person": has an engagement history. "later": an account or opportunity, which comes with a later release. */
  subject: "person" | "later";
  /** The object's name as the rep knows it. */
  label: string;
}

/** What the page shows of the person. It helps to find them, and never binds. */
export interface Hint {
  email: string;
  /** The part of the page that it was read from. Another record needs another pane, or another address in it. */
  pane: Element;
  /** The pane itself names the record, so that there is no doubt whose address this is. */
  named: boolean;
}

/** Where a CRM puts what the panel must not cover, as CSS selectors. */
export interface Furniture {
  /** Bars along the top: the panel begins below them. */
  top: readonly string[];
  /** Bars along the bottom: the panel ends above them. */
  bottom: readonly string[];
  /** What floats in front of the page: the panel and its tab step aside. */
  floating: readonly string[];
  /** Forms in front of the page: the panel and its tab step aside, from what is seen of them. */
  dialogs: readonly string[];
}

/** Hosts at which a CRM is reached, and that a browser grants together. */
export interface HostFamily {
  id: string;
  /** As people call it. */
  name: string;
  /** In the manifest from the start. The others are asked for, one family at a time. */
  builtIn: boolean;
  /** Match patterns of the hosts on which records are shown. */
  patterns: readonly string[];
  /** All its domains, also of pages without records, by which an address is recognised. */
  domains: readonly string[];
}

/** All that we know of one CRM: pure functions and data. */
export interface Crm {
  name: string;
  /** The org whose pages have this origin, such as `https://acme.example`, or null for an origin of nobody's. */
  orgOf(origin: string): string | null;
  /** The record that an address shows, or null. */
  locate(href: string): Place | null;
  /** The e-mail address that the page shows for this record, or null. */
  readHint(document: Document, record: RecordRef): Hint | null;
  furniture: Furniture;
}
