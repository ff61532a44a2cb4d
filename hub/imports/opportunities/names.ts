import type { CompanyName, Contact, Names, Read } from "../../opportunities/names.ts";
import {
  opportunityIdOf,
  REPORTED_CRM,
  readPersonRecordId,
  whyNoPersonRecord,
} from "../../people/crm-record.ts";
import { companyDomain, readEmail } from "../../people/email.ts";
import { identifierKey, namespaces } from "../../people/identifiers.ts";
import { companyOfTraits, comparableCompanyName } from "../../people/said-facts.ts";
import { heldOff, type Name } from "../../people/suppression.ts";
import { cutHeldOff } from "../../privacy/cut-held-off.ts";

/** Records, people and companies, as opportunities ask about them. */
export const opportunityNames: Names = {
  opportunityId: (text) => opportunityIdOf(REPORTED_CRM, text),
  contact: readContact,
  company: readCompany,
  namespace: (org) => (org === undefined ? "" : namespaces(org).record),
  cutHeldOff,
  async heldOff(sql, contacts, namespace) {
    const space = namespace.endsWith(".sandbox") ? namespace : "";
    const nameOf = ({ kind, value }: (typeof contacts)[number]): Name => ({
      kind,
      value,
      namespace: kind === "email" ? space : namespace === "" ? namespaces(null).record : namespace,
    });
    const held = await heldOff(sql, contacts.map(nameOf));
    return new Set(contacts.filter((contact) => held.has(identifierKey(nameOf(contact)))));
  },
};

function readContact(text: string): Read<Contact> {
  if (text.includes("@")) {
    const email = readEmail(text);
    if (email === undefined) return { why: "This is not an e-mail address." };
    return { value: { kind: "email", value: email.value } };
  }
  const record = readPersonRecordId(REPORTED_CRM, text);
  if (record !== undefined) return { value: { kind: "crm_record", value: record } };
  const what = whyNoPersonRecord(REPORTED_CRM, text) ?? "no record's id";
  return { why: `This is ${what}. A contact's or a lead's id, or an e-mail address, is needed.` };
}

/** A host, such as `initech.com`: a company's name may have a dot, and no such end. */
const HOST = /^(?:https?:\/\/)?[^\s/@]+\.[a-z]{2,}(?:\/\S*)?$/i;

function readCompany(text: string): CompanyName | undefined {
  const domain = HOST.test(text.trim()) ? companyDomain(text) : undefined;
  if (domain !== undefined) return { kind: "domain", value: domain };
  const name = companyOfTraits({ company: text })?.name;
  return name === undefined ? undefined : { kind: "name", value: comparableCompanyName(name) };
}
