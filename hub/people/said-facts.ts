import { asObject, asText, Fields, type JsonObject } from "../json-fields.ts";
import { companyDomain } from "./email.ts";

export type FactKey = "name" | "title" | "company" | "stage" | "sales_owner" | "unsubscribed";

/** A company as an event speaks of it. */
export interface SaidCompany {
  domain: string | undefined;
  groupId: string | undefined;
  name: string | undefined;
  facts: Partial<Record<CompanyFactKey, string>>;
}
export type CompanyFactKey = "name" | "industry" | "employees" | "country";

const LONG = 200;

/** What an identify says of a person. Facts that it does not say are absent: unknown is not false. */
export function saidFacts(traits: JsonObject): Partial<Record<FactKey, string>> {
  const said = new Fields(traits);
  const facts: Partial<Record<FactKey, string>> = {};
  const add = (key: FactKey, value: string | undefined) => {
    if (value !== undefined) facts[key] = value;
  };
  const parts = [
    said.text(LONG, "firstname", "givenname"),
    said.text(LONG, "lastname", "familyname", "surname"),
  ];
  add("name", said.text(LONG, "name", "fullname") ?? asText(parts.filter(Boolean).join(" "), LONG));
  add("title", said.text(LONG, "title", "jobtitle", "position"));
  add("company", companyName(said));
  add("stage", said.text(LONG, "stage", "lifecyclestage", "leadstatus"));
  add("sales_owner", said.text(320, "salesowner", "owneremail"));
  const unsubscribed = said.value(
    "unsubscribed",
    "emailoptout",
    "hasoptedoutofemail",
    "unsubscribedfromemails",
  );
  if (typeof unsubscribed === "boolean") add("unsubscribed", String(unsubscribed));
  return facts;
}

/** The company that an identify speaks of, if it speaks of one. */
export function companyOfTraits(traits: JsonObject): SaidCompany | undefined {
  const said = new Fields(traits);
  const company = new Fields(asObject(said.value("company")));
  const name = companyName(said);
  const domain = domainOf(company) ?? domainOf(new Fields({ domain: said.value("companydomain") ?? null }));
  const groupId = company.text(512, "id");
  if (name === undefined && domain === undefined) return undefined;
  return { domain, groupId, name, facts: companyFacts(company, name) };
}

/** The company that a group call speaks of. */
export function companyOfGroup(groupId: string | undefined, traits: JsonObject): SaidCompany | undefined {
  if (groupId === undefined) return undefined;
  const said = new Fields(traits);
  const name = said.text(LONG, "name", "companyname");
  return { domain: domainOf(said), groupId, name, facts: companyFacts(said, name) };
}

/** One company, or the same one as another: how names of companies are compared. */
export function comparableCompanyName(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim().slice(0, LONG);
}

function companyName(said: Fields): string | undefined {
  return (
    said.text(LONG, "company", "companyname") ??
    new Fields(asObject(said.value("company"))).text(LONG, "name")
  );
}

function domainOf(said: Fields): string | undefined {
  const text = said.text(300, "domain", "website", "url");
  return text === undefined ? undefined : companyDomain(text);
}

function companyFacts(said: Fields, name: string | undefined): SaidCompany["facts"] {
  const facts: SaidCompany["facts"] = {};
  const country =
    said.text(LONG, "country") ?? new Fields(asObject(said.value("address"))).text(LONG, "country");
  const employees = said.text(50, "employees", "employeecount", "size");
  const industry = said.text(LONG, "industry");
  if (name !== undefined) facts.name = name;
  if (industry !== undefined) facts.industry = industry;
  if (employees !== undefined) facts.employees = employees;
  if (country !== undefined) facts.country = country;
  return facts;
}
