import type { Contact, Names } from "../../opportunities/names.ts";
import type { NewOpportunity } from "../../opportunities/put-opportunities.ts";
import { LEFT_OUT, whyUneven, whyUnfit } from "../read-line.ts";
import { type DecimalSign, readAmount, readCurrency } from "./read-amounts.ts";
import { readDate } from "./read-dates.ts";
import type { Field, OpportunityColumn } from "./understand-columns.ts";

/** How a report writes amounts and dates: one form a column. */
export interface Forms {
  decimals: DecimalSign | undefined;
  dates: "day" | "month";
  /** Of amounts that say none themselves. */
  currency: string | undefined;
}

/** A line that can be taken, perhaps in part; or why not, without what stands there. */
export type ReadOpportunity =
  | { item: NewOpportunity & { contacts?: Contact[] }; faults: string[] }
  | { item?: undefined; faults: [string] };

const LONGEST = { name: 400, company: 400, stage: 120 };
const MOST_CONTACTS = 200;
const YES = new Set(
  "1 true yes ja oui sí si sim vero wahr verdadero verdadeiro vrai waar x ✓ はい".split(" "),
);
const NO = new Set("0 false no nein non não nao falso falsch faux nee onwaar いいえ".split(" "));

/** Reads one line of a report of opportunities. */
export function readOpportunityLine(
  cells: readonly string[],
  columns: readonly OpportunityColumn[],
  forms: Forms,
  names: Pick<Names, "opportunityId" | "contact">,
): ReadOpportunity {
  const uneven = whyUneven(cells, columns);
  if (uneven !== undefined) return { faults: [uneven] };
  const said = new Map<Field, string[]>();
  for (const [n, { field }] of columns.entries()) {
    const cell = plainCell(cells[n] ?? "");
    if (field === null || cell.trim() === "") continue;
    const unfit = whyUnfit(cell);
    if (unfit !== undefined) return { faults: [unfit] };
    said.set(field, [...(said.get(field) ?? []), cell.trim().replace(/\s+/g, " ")]);
  }
  const id = names.opportunityId(said.get("id")?.[0] ?? "");
  if (id.why !== undefined) return { faults: [id.why] };

  const faults: string[] = [];
  const first = (field: Field) => said.get(field)?.[0];
  const has = (field: Field) => columns.some((column) => column.field === field);
  // What was emptied in the CRM is no more.
  const emptied = (field: Field) => (has(field) && first(field) === undefined ? null : undefined);
  const read = <Value>(field: Field, reader: (text: string) => Value | undefined, wrong: string) => {
    const text = first(field);
    const value = text === undefined ? undefined : reader(text);
    if (text !== undefined && value === undefined) faults.push(`${wrong} ${LEFT_OUT}`);
    return value;
  };
  const currency = read("currency", readCurrency, "The currency is none: three letters are, such as EUR.");
  const own = columns.find(({ field }) => field === "amount")?.currency;
  const fallback = currency ?? own ?? forms.currency;
  const amount = read(
    "amount",
    (text) => readAmount(text, forms.decimals, fallback),
    "The amount is no number, such as 86,000.00.",
  );
  const order = forms.dates === "day" ? "19/12/2026" : "12/19/2026";
  const closeDate = read(
    "closeDate",
    (text) => readDate(text, forms.dates),
    `The close date is none: this column is read as ${order}.`,
  );
  const closed = read("closed", readYesOrNo, "Closed is neither yes nor no.");
  const won = read("won", readYesOrNo, "Won is neither yes nor no.");
  const text = (field: "name" | "company" | "stage") => {
    const value = first(field);
    return value === undefined ? undefined : [...value].slice(0, LONGEST[field]).join("");
  };
  const contacts = has("contact") ? readContacts(said.get("contact") ?? [], names, faults) : undefined;
  const item = {
    id: id.value,
    name: text("name"),
    company: text("company"),
    stage: text("stage"),
    amount: amount === undefined ? emptied("amount") : amount.amount,
    currency: amount === undefined ? currency : (amount.currency ?? fallback),
    closeDate: closeDate ?? emptied("closeDate"),
    closed,
    won,
    contacts,
  };
  return { item: withoutUndefined(item), faults };
}

/** A cell that a spreadsheet was kept from computing: `="0065g…"`, `'-5`. */
function plainCell(cell: string): string {
  const text = cell.trim();
  const formula = /^="(.*)"$/s.exec(text)?.[1];
  return formula?.replaceAll('""', '"') ?? (/^'[-+=@\d]/.test(text) ? text.slice(1) : cell);
}

function readYesOrNo(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

/** @returns undefined where something is said and nobody is named by it */
function readContacts(
  texts: readonly string[],
  names: Pick<Names, "contact">,
  faults: string[],
): Contact[] | undefined {
  const words = texts.flatMap((text) => text.split(/[;,\s]+/)).filter((word) => word !== "");
  const read = words.map((word) => names.contact(word.replace(/^<(.*)>$/, "$1")));
  const wrong = read.filter(({ why }) => why !== undefined).length;
  const contacts = read.flatMap(({ value }) => value ?? []);
  if (wrong > 0) {
    const what = "is neither an e-mail address nor a contact's or lead's id.";
    faults.push(`${wrong === 1 ? "A contact" : `Each of ${wrong} contacts`} ${what} ${LEFT_OUT}`);
  }
  return contacts.length === 0 && wrong > 0 ? undefined : contacts.slice(0, MOST_CONTACTS);
}

type Optional<Value> = { [Key in keyof Value]?: Exclude<Value[Key], undefined> };

function withoutUndefined<Value extends { id: string }>(value: Value): Optional<Value> & { id: string } {
  const kept = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(kept) as Optional<Value> & { id: string };
}
