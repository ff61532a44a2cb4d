import type { Condition, Conditions, FIELDS_OF_WORK, SENIORITIES } from "./condition.ts";
import type { Guidance, GuidanceWords } from "./guidance.ts";
import { didWords, either, listed } from "./kind-words.ts";

/** Where in the sentence a condition stands: "Send to …", "when they …", "except when …". */
export type Part = "to" | "when" | "except";

/** Titles of assets by their ids; one that is not in it is "content that is gone". */
export type AssetTitles = ReadonlyMap<string, string>;

/** Why a condition cannot be decided. */
export const MISSING = [
  "role",
  "title",
  "stage",
  "industry",
  "country",
  "size",
  /** Of very long histories only the newest part is looked at. */
  "history",
  /** No tool tells what people do. */
  "tool",
  "move",
] as const;
export type Missing = (typeof MISSING)[number];

const SENIORITY: Record<(typeof SENIORITIES)[number], string> = {
  chief: "C-level",
  vice_president: "VP",
  head: "head",
  director: "director",
  manager: "manager",
  individual: "specialist",
};
const FIELD: Record<(typeof FIELDS_OF_WORK)[number], string> = {
  data: "data",
  engineering: "engineering",
  finance: "finance",
  human_resources: "human resources",
  it: "IT",
  legal: "legal",
  marketing: "marketing",
  operations: "operations",
  procurement: "procurement",
  product: "product",
  sales: "sales",
  security: "security",
};

/**
 * A condition as it stands in its part of the sentence: "VP or head of data", "read pricing", "are at Evaluation",
 * "Pricing sheet was sent".
 */
export function conditionWords(condition: Condition, part: Part, titles: AssetTitles): string {
  if (part === "to") return whoWords([condition], titles);
  if (part === "when") return theyWords(condition, titles);
  if (condition.fact === "asset")
    return `${assetsOf(condition.ids, titles)} was ${condition.was}${within(condition.within)}`;
  return `they ${theyWords(condition, titles)}`;
}

/** Guidance as it is read: "VP or head of data, when they read pricing and are at Evaluation, to get a technical call". */
export function guidanceWords(
  guidance: Pick<Guidance, "conditions" | "toGet"> & Partial<Guidance>,
  titles: AssetTitles,
): GuidanceWords {
  const { to, joint, when, except } = guidance.conditions;
  const did = when.map((condition) => theyWords(condition, titles));
  const parts = [
    ...(to.length > 0 ? [whoWords(to, titles)] : []),
    ...(did.length > 0 ? [`when they ${listed(did, joint)}`] : []),
  ];
  const whom = parts.length > 0 ? parts.join(", ") : "everybody";
  const whenToUse = guidance.toGet === "" ? whom : `${whom}, to get ${guidance.toGet}`;
  const not = except.map((condition) => conditionWords(condition, "except", titles));
  return {
    whenToUse: sentence(whenToUse),
    ...(not.length > 0
      ? { whenNotToUse: `When ${not.join(", or ")}` }
      : guidance.noException
        ? { whenNotToUse: "No exception known" }
        : {}),
  };
}

/** "Fits if they are at Evaluation (stage not known)": of the conditions that cannot be decided, and why not. */
export function undecidedWords(
  undecided: Conditions,
  missing: readonly Missing[],
  titles: AssetTitles,
): string {
  const { to, joint, when, except } = undecided;
  const who = to.map((condition) => theyWords(condition, titles));
  const did = listed(
    when.map((condition) => theyWords(condition, titles)),
    joint,
  );
  const needs = listed([...who, ...(did === "" ? [] : [did])], "and");
  const not = either(except.map((condition) => conditionWords(condition, "except", titles)));
  const words = [...(needs === "" ? [] : [`if they ${needs}`]), ...(not === "" ? [] : [`unless ${not}`])];
  return `Fits ${words.join(", ")} (${missingWords(missing)})`;
}

const NOT_KNOWN: Partial<Record<Missing, string>> = {
  role: "role",
  title: "title",
  stage: "stage",
  industry: "industry",
  country: "country",
  size: "company size",
};
const OTHERWISE: Partial<Record<Missing, string>> = {
  history: "only their newest history is looked at",
  tool: "no tool is connected",
  move: "when they moved is not known",
};

/** "role and stage not known", "no tool is connected". */
export function missingWords(missing: readonly Missing[]): string {
  const facts = MISSING.filter((fact) => missing.includes(fact));
  const unknown = facts.flatMap((fact) => NOT_KNOWN[fact] ?? []);
  return [
    ...(unknown.length > 0 ? [`${listed(unknown, "and")} not known`] : []),
    ...facts.flatMap((fact) => OTHERWISE[fact] ?? []),
  ].join(", ");
}

/** Whom it is for, all of it: "VP or head of data in Logistics". */
function whoWords(to: readonly Condition[], titles: AssetTitles): string {
  const roles = to.filter((condition) => condition.fact === "role");
  const rest = to.filter((condition) => condition.fact !== "role");
  const [first = "people", ...others] = roles.map(roleWords);
  const one = rest.length === 1 && roles.length === 0 ? rest[0] : undefined;
  if (one?.fact === "employees") return `companies of ${sizeWords(one)}`;
  return [
    first,
    ...others.map((words) => `who are ${words}`),
    ...rest.map((condition) => whoseWords(condition, titles)),
  ].join(" ");
}

function roleWords({ seniority, fields }: Extract<Condition, { fact: "role" }>): string {
  const works = fields && either(fields.map((field) => FIELD[field]));
  if (!seniority) return works === undefined ? "people" : `people in ${works}`;
  const stands = either(seniority.map((one) => SENIORITY[one]));
  if (works === undefined) return stands;
  const link = seniority.includes("chief") || seniority.includes("individual") ? "in" : "of";
  return `${stands} ${link} ${works}`;
}

function whoseWords(condition: Condition, titles: AssetTitles): string {
  switch (condition.fact) {
    case "title":
      return `with ${either(condition.any.map(quoted))} in their title`;
    case "industry":
    case "country":
      return `in ${either(condition.any)}`;
    case "employees":
      return `at companies of ${sizeWords(condition)}`;
    default:
      return `who ${theyWords(condition, titles)}`;
  }
}

/** What stands behind "they". */
function theyWords(condition: Condition, titles: AssetTitles): string {
  switch (condition.fact) {
    case "role":
      if (condition.seniority) return `are ${roleWords(condition)}`;
      return condition.fields
        ? `work in ${either(condition.fields.map((field) => FIELD[field]))}`
        : "have a title";
    case "title":
      return `have ${either(condition.any.map(quoted))} in their title`;
    case "stage":
      return stageWords(condition);
    case "did":
      return `${didWords(condition.kinds, condition.about && either(condition.about))}${times(condition.least)}${within(condition.within)}`;
    case "said":
      return `said ${either(condition.any.map(quoted))}${within(condition.within)}`;
    case "industry":
      return `work in ${either(condition.any)}`;
    case "country":
      return `are in ${either(condition.any)}`;
    case "employees":
      return `work at a company of ${sizeWords(condition)}`;
    case "asset": {
      const assets = assetsOf(condition.ids, titles);
      return `${condition.was === "sent" ? "were sent" : "read"} ${assets}${within(condition.within)}`;
    }
    case "unsubscribed":
      return "unsubscribed";
  }
}

function stageWords({ any, not, within: days }: Extract<Condition, { fact: "stage" }>): string {
  const stages = either(any);
  if (not) return `are not at ${stages}`;
  return days === undefined ? `are at ${stages}` : `moved to ${stages}${within(days)}`;
}

function sizeWords({ from, to }: Extract<Condition, { fact: "employees" }>): string {
  const shown = (count: number) => count.toLocaleString("en");
  if (from !== undefined && to !== undefined) return `${shown(from)} to ${shown(to)} people`;
  if (from !== undefined) return `${shown(from)} people or more`;
  return to === undefined ? "any size" : `up to ${shown(to)} people`;
}

const within = (days: number | undefined) =>
  days === undefined ? "" : days === 1 ? " within a day" : ` within ${days} days`;
const times = (least: number | undefined) =>
  least === undefined ? "" : least === 2 ? " at least twice" : ` at least ${least} times`;
const quoted = (text: string) => `“${text}”`;
const assetsOf = (ids: readonly string[], titles: AssetTitles) =>
  either(ids.map((id) => titles.get(id) ?? "content that is gone"));
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
