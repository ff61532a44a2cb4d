import type { Sql } from "../store/store.ts";

/** A person, as a CRM's report names them. */
export interface Contact {
  kind: "email" | "crm_record";
  /** In the form in which two are compared. */
  value: string;
}

/** What a company is known by. */
export interface CompanyName {
  kind: "domain" | "name";
  /** In the form in which two are compared. */
  value: string;
}

/** Something that was said, as it is compared; or why it cannot be taken, in a sentence. */
export type Read<Value> = { value: Value; why?: undefined } | { value?: undefined; why: string };

/** What opportunities need to know of records, people and companies, who are another noun. */
export interface Names {
  /** An opportunity's id in its one form. */
  opportunityId(text: string): Read<string>;
  /** An address, or the id of a lead's or a contact's record. */
  contact(text: string): Read<Contact>;
  /** `undefined` for a word that names no company. */
  company(text: string): CompanyName | undefined;
  /** Where records of this org are known by; '' where none was said. */
  namespace(org: string | undefined): string;
  /** Those of these contacts who were erased and must not come back. */
  heldOff(sql: Sql, contacts: readonly Contact[], namespace: string): Promise<ReadonlySet<Contact>>;
  /** Texts without the addresses of people who were erased. */
  cutHeldOff(sql: Sql, texts: readonly string[]): Promise<string[]>;
}
