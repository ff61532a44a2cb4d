import type { ImportField } from "../../lib/contract/import.ts";
import { readPersonRecordId, whyNoPersonRecord } from "../people/crm-record.ts";
import { readEmail } from "../people/email.ts";
import { type FactKey, saidFacts } from "../people/said-facts.ts";
import { MOST_CELLS } from "./csv-records.ts";
import { UNREADABLE } from "./decode-report.ts";
import type { Column } from "./understand-columns.ts";

/** A line as it is kept until its turn comes. */
export interface TakenLine {
  /** In their one form. More than one where a lead became a contact. */
  records: string[];
  /** As it stands there. */
  email?: string;
  facts: Partial<Record<FactKey, string>>;
}

/** What is wrong with a line, without what stands there. */
export interface Fault {
  field: ImportField | null;
  reason: string;
}

/** A line that can be taken, perhaps in part, or only a fault. */
export type ReadLine = { taken: TakenLine; fault?: Fault } | { taken?: undefined; fault: Fault };

/** A line of a report, by its number as an editor counts. */
export type ReportLine = { line: number; cells: readonly string[] } & ReadLine;

/** UTF-16 units; the CRM's own fields are shorter. A cell that is longer has swallowed others. */
const LONGEST_CELL = 1_000;
// Whatever breaks a line apart in a cell is a space to us.
const CONTROL = /[^\P{Cc}\t\n\r]/u;
/** What stands where a form or a connector knew no name. */
const NO_NAME = /^(?:\[+ *(?:not provided|unknown) *\]+|[-.?]+|n\/a)$/i;

/** Behind what is wrong with one cell of a line. */
export const LEFT_OUT = "The line was taken without it.";

/**
 * Reads one line of a report.
 * @param columns of the heading
 * @param crm whose record ids they are
 */
export function readLine(cells: readonly string[], columns: readonly Column[], crm: string): ReadLine {
  const uneven = whyUneven(cells, columns);
  if (uneven !== undefined) return fault(null, uneven);
  const said = new Map<ImportField, string[]>();
  for (const [n, { field }] of columns.entries()) {
    const cell = cells[n] ?? "";
    if (field === null || cell.trim() === "") continue;
    const unfit = whyUnfit(cell);
    if (unfit !== undefined) return fault(field, unfit);
    said.set(field, [...(said.get(field) ?? []), cell.trim().replace(/\s+/g, " ")]);
  }

  const records = new Set<string>();
  for (const text of said.get("recordId") ?? []) {
    const id = readPersonRecordId(crm, text);
    if (id === undefined)
      return fault("recordId", `This is ${whyNoPersonRecord(crm, text)}. A lead's or a contact's is needed.`);
    records.add(id);
  }
  const address = readAddress(said.get("email") ?? []);
  if (records.size === 0) {
    if (address.email === undefined)
      return fault(
        address.reason ? "email" : null,
        address.reason ?? "There is neither a record's id nor an e-mail address.",
      );
    if (address.isShared) {
      return fault("email", "Several people read this address, so it names nobody. Add the record's id.");
    }
  }
  const taken: TakenLine = { records: [...records], facts: factsOf(said) };
  if (address.email !== undefined) taken.email = address.email;
  if (address.reason === undefined || address.email !== undefined) return { taken };
  return { taken, fault: { field: "email", reason: `${address.reason} ${LEFT_OUT}` } };
}

const fault = (field: ImportField | null, reason: string): ReadLine => ({ fault: { field, reason } });

/** Why a line does not fit its heading, if it does not. */
export function whyUneven(cells: readonly string[], columns: readonly unknown[]): string | undefined {
  const more = cells.slice(columns.length).some((cell) => cell.trim() !== "");
  if (cells.length >= columns.length && !more) return undefined;
  const found = cells.length > MOST_CELLS ? `more than ${MOST_CELLS.toLocaleString("en")}` : cells.length;
  const counts = `The heading has ${columns.length} columns, this line ${found}.`;
  return more
    ? `${counts} A cell with the delimiter in it needs quotes around it.`
    : `${counts} A cell with a line break in it needs quotes around it.`;
}

/** Why a cell can neither be kept nor shown, if it is so. */
export function whyUnfit(cell: string): string | undefined {
  if (cell.length > LONGEST_CELL) {
    return `This cell is longer than ${LONGEST_CELL.toLocaleString("en")} characters. A quote that nothing closes, here or before, swallows what follows.`;
  }
  if (cell.includes(UNREADABLE))
    return "This cell holds bytes that are no text in the file's encoding. Save the file as UTF-8.";
  return CONTROL.test(cell) ? "This cell holds a control character. Take it out." : undefined;
}

/** The first cell that holds an address; else why none does. */
function readAddress(texts: readonly string[]): { email?: string; isShared?: boolean; reason?: string } {
  for (const text of texts) {
    const email = readEmail(text);
    if (email !== undefined) return { email: email.shown, isShared: email.sharedMailbox };
  }
  return texts.length === 0 ? {} : { reason: "This is no e-mail address." };
}

function factsOf(said: ReadonlyMap<ImportField, readonly string[]>): TakenLine["facts"] {
  const first = (field: ImportField) => said.get(field)?.[0];
  const named = (field: ImportField) => said.get(field)?.find((text) => !NO_NAME.test(text));
  const [firstName, lastName] = [named("firstName"), named("lastName")];
  const owners = said.get("owner") ?? [];
  return saidFacts({
    name: named("name") ?? wholeName(firstName, lastName),
    title: first("title"),
    company: first("company"),
    stage: first("stage") ?? first("status"),
    // An address says which member it is; a name may be two people's.
    salesOwner: owners.find((text) => readEmail(text) !== undefined) ?? owners[0],
  });
}

const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー・]+$/u;

/** The family's name comes first where people write it so. */
function wholeName(first: string | undefined, last: string | undefined): string | undefined {
  if (first === undefined || last === undefined) return first ?? last;
  return EAST_ASIAN.test(first) && EAST_ASIAN.test(last) ? `${last} ${first}` : `${first} ${last}`;
}
