import { ApiError } from "../../http/api-error.ts";
import type { Contact, Names } from "../../opportunities/names.ts";
import { readRows } from "../read-rows.ts";
import { DecimalSigns } from "./read-amounts.ts";
import { type ColumnDates, DateOrders } from "./read-dates.ts";
import { type Forms, readOpportunityLine } from "./read-line.ts";
import { type OpportunityColumn, understandOpportunities } from "./understand-columns.ts";

/** What only the whole of a report tells. */
export interface Look {
  columns: OpportunityColumn[];
  forms: Forms;
  /** Whether the dates themselves said what comes first in them. */
  dates: ColumnDates;
  /** By opportunity, of all its lines; by kind and value. */
  contacts: Map<string, Map<string, Contact>>;
  /** Opportunities of which any line says it. */
  said: Record<"amount" | "closeDate", Set<string>>;
}

const MOST_LINES = 200_000;

/**
 * Reads a report to its end, for what no single line says: how its columns write numbers and dates, and which contacts
 * each opportunity has.
 * @param currency of amounts without one
 * @throws ApiError `bad_request`, `too_large`
 */
export async function lookThrough(
  bytes: AsyncIterable<Uint8Array>,
  currency: string | undefined,
  names: Pick<Names, "opportunityId" | "contact">,
): Promise<Look> {
  const { heading, rows, delimiter } = await readRows(bytes);
  const columns = understandOpportunities(heading);
  const placeOf = (field: OpportunityColumn["field"]) =>
    columns.findIndex((column) => column.field === field);
  const [amount, closeDate] = [placeOf("amount"), placeOf("closeDate")];
  const signs = new DecimalSigns();
  const orders = new DateOrders();
  const contacts: Look["contacts"] = new Map();
  const said: Look["said"] = { amount: new Set(), closeDate: new Set() };
  // Neither decides on whose contacts they are.
  const forms: Forms = { decimals: undefined, dates: "day", currency };
  let lines = 0;
  for await (const { cells } of rows) {
    lines += 1;
    if (lines > MOST_LINES) {
      throw new ApiError(
        "too_large",
        `The file has more than ${MOST_LINES.toLocaleString("en")} lines. Import it in parts.`,
      );
    }
    if (cells === undefined) continue;
    signs.add(cells[amount] ?? "");
    orders.add(cells[closeDate] ?? "");
    const { item } = readOpportunityLine(cells, columns, forms, names);
    for (const field of ["amount", "closeDate"] as const)
      if (item !== undefined && item[field] !== null) said[field].add(item.id);
    if (item?.contacts === undefined) continue;
    const own = contacts.get(item.id) ?? new Map<string, Contact>();
    for (const contact of item.contacts) own.set(`${contact.kind} ${contact.value}`, contact);
    contacts.set(item.id, own);
  }
  const dates = orders.decided;
  // Where lists are parted by semicolons, decimals have a comma, and the day comes first.
  const usual = delimiter === ";" ? "day" : "month";
  return {
    columns,
    forms: { decimals: signs.sign, dates: dates.order ?? usual, currency },
    dates,
    contacts,
    said,
  };
}
