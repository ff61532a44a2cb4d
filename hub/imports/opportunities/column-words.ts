import type { Look } from "./look-through.ts";
import type { Field } from "./understand-columns.ts";

const WORDS: Readonly<Record<Field, string>> = {
  id: "Id",
  name: "Name",
  company: "Company",
  stage: "Stage",
  amount: "Amount",
  currency: "Currency",
  closeDate: "Close date",
  closed: "Closed or not",
  won: "Won or not",
  contact: "Contact",
};

const EMPTY = "an empty cell empties it";

/** What each column was understood as, in words; of amounts and dates, how they were read. */
export function columnWords({ columns, forms, dates }: Look): { name: string; as: string | null }[] {
  return columns.map(({ label, field, currency }) => {
    if (field === null) return { name: label, as: null };
    const more = [
      field === "amount" && currency !== undefined ? `in ${currency}` : "",
      field === "amount" && forms.decimals === "," ? "decimals behind a comma, as in 86.000,00" : "",
      field === "amount" && forms.decimals === "." ? "decimals behind a point, as in 86,000.00" : "",
      field === "closeDate" ? dateWords(forms.dates, dates) : "",
      field === "amount" || field === "closeDate" ? EMPTY : "",
      field === "contact" ? "those that no line names are taken out" : "",
    ].filter((words) => words !== "");
    return { name: label, as: [WORDS[field], ...more].join(", ") };
  });
}

function dateWords(order: "day" | "month", { matters, order: said }: Look["dates"]): string {
  if (!matters) return "";
  const words = order === "day" ? "day first, as in 19/12/2026" : "month first, as in 12/19/2026";
  return said === undefined ? `${words} (no date says which; please check)` : words;
}
