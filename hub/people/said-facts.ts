import { asObject, asText, Fields, type JsonObject } from "../json-fields.ts";
import { companyDomain } from "./email.ts";

export type FactKey = "name" | "title" | "company" | "stage" | "sales_owner" | "unsubscribed";

/** A company as an event speaks of it. */
export interface SaidCompany {
  domain: string | undefined;
  groupId: string | undefined;
  name: string | undefined;
  facts: Partial<Record<CompanyFactKey, string>>;
  /** The name is what somebody typed of themselves: it names the company only where nothing better does. */
  typed: boolean;
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
  add("name", nameOfPerson(said));
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
  add("unsubscribed", yesOrNo(unsubscribed));
  return facts;
}

/** What traits call a person. */
export function saidName(traits: JsonObject): string | undefined {
  return nameOfPerson(new Fields(traits));
}

function nameOfPerson(said: Fields): string | undefined {
  const parts = [
    said.text(LONG, "firstname", "givenname"),
    said.text(LONG, "lastname", "familyname", "surname"),
  ];
  return said.text(LONG, "name", "fullname") ?? asText(parts.filter(Boolean).join(" "), LONG);
}

const YES = new Set(["true", "yes", "y", "1", "on"]);
const NO = new Set(["false", "no", "n", "0", "off"]);

/** @returns undefined for what is neither */
function yesOrNo(value: unknown): "true" | "false" | undefined {
  const text = typeof value === "boolean" ? String(value) : asText(value, 10)?.toLowerCase();
  if (text === undefined) return undefined;
  return YES.has(text) ? "true" : NO.has(text) ? "false" : undefined;
}

// "Subscribed" alone is as often a plan.
const SUBSCRIBED =
  /^(?:(?:e ?mails?|newsletter) (?:(?:re ?)?subscribed?|opt(?:ed)? in)|(?:(?:re ?)?subscribed?|opt(?:ed)? in) to (?:e ?mails?|newsletter)|re ?subscribed?)$/;

/** Whether a track event of this name says that somebody wants mail (again). */
export function saysSubscribed(event: string): boolean {
  const words = event
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .trim();
  return SUBSCRIBED.test(words);
}

/** The company that an identify speaks of, if it speaks of one. */
export function companyOfTraits(traits: JsonObject): SaidCompany | undefined {
  const said = new Fields(traits);
  const company = new Fields(asObject(said.value("company")));
  const name = companyName(said);
  const domain = domainOf(company) ?? domainOf(new Fields({ domain: said.value("companydomain") ?? null }));
  const groupId = company.text(512, "id");
  if (name === undefined && domain === undefined) return undefined;
  return {
    domain,
    groupId,
    name,
    facts: companyFacts(company, name),
    typed: (domainOf(company) ?? groupId) === undefined,
  };
}

/** The company that a group call speaks of. */
export function companyOfGroup(groupId: string | undefined, traits: JsonObject): SaidCompany | undefined {
  if (groupId === undefined) return undefined;
  const said = new Fields(traits);
  const name = nameOf(said.text(LONG, "name", "companyname"));
  return { domain: domainOf(said), groupId, name, facts: companyFacts(said, name), typed: false };
}

/** One company, or the same one as another: how names of companies are compared. */
export function comparableCompanyName(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim().slice(0, LONG);
}

function companyName(said: Fields): string | undefined {
  return nameOf(
    said.text(LONG, "company", "companyname") ??
      new Fields(asObject(said.value("company"))).text(LONG, "name"),
  );
}

/** What people type where a form insists on a company, and programs where they know none. */
const NO_COMPANY = new Set([
  ..."na n/a n.a n.a. none no nil null undefined unknown test testing asdf self myself me".split(" "),
  ..."self-employed selfemployed freelance freelancer student private privat personal individual".split(" "),
  ..."independent retired unemployed company".split(" "),
  "self employed",
  "my company",
  "your company",
  "company name",
  // As the CRM's own connectors write it.
  "not provided",
  "[not provided]",
  "[[unknown]]",
]);

/** A name, unless it is a word for no company. */
function nameOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const name = comparableCompanyName(text);
  return /[\p{L}\p{N}]/u.test(name) && !NO_COMPANY.has(name) ? text : undefined;
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
