import type { ReplyOf } from "../../contract/endpoints.ts";
import type { Opportunity } from "../../contract/opportunity.ts";
import { written } from "../../panel/time-words.ts";

/** "€ 86,000", in whole units; "CHF 12,400.50" where there are cents; "not said" without an amount. */
export function amountWords({ amount, currency }: Pick<Opportunity, "amount" | "currency">): string {
  if (amount === null) return "not said";
  const digits = Number.isInteger(amount) ? 0 : 2;
  const number = new Intl.NumberFormat("en-GB", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
  return currency === "" ? number : `${signOf(currency)} ${number}`;
}

/** "€" of EUR; of one without a sign of its own its letters. */
function signOf(currency: string): string {
  try {
    const parts = new Intl.NumberFormat("en-GB", {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
    });
    return parts.formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency;
  } catch {
    return currency;
  }
}

/** "19 Dec 2026", "not said" */
export function closesWords(closesOn: string | null): string {
  return closesOn === null ? "not said" : written("dayOfYear", new Date(`${closesOn}T00:00:00Z`), "UTC");
}

/** "open", "won", "lost" */
export function endWords({ open, won }: Pick<Opportunity, "open" | "won">): string {
  if (open) return "open";
  return won ? "won" : "lost";
}

/** "212 opportunities, 40 of them new or changed; 3 contacts whom nobody here knows yet; 7 lines not taken" */
export function importedWords({
  taken,
  changed,
  unknownContacts,
  bad,
}: ReplyOf<"importOpportunities">): string {
  const count = (n: number) => n.toLocaleString("en-GB");
  return [
    `${count(taken)} ${taken === 1 ? "opportunity" : "opportunities"}, ${count(changed)} of them new or changed`,
    unknownContacts > 0 &&
      `${count(unknownContacts)} ${unknownContacts === 1 ? "contact" : "contacts"} whom nobody here knows yet`,
    bad > 0 && `${count(bad)} ${bad === 1 ? "line" : "lines"} not taken`,
  ]
    .filter(Boolean)
    .join("; ");
}

/** A call that writes one, to be copied. */
export function putExample(origin: string): string {
  const item = {
    id: "0065g00000Abc12AAA",
    name: "Initech, platform",
    company: "Initech",
    stage: "Evaluation",
    amount: 86_000,
    currency: "EUR",
    closeDate: "2026-12-19",
    contacts: ["maya.okafor@initech.example"],
  };
  return [
    `curl -X PUT ${origin}/api/opportunities \\`,
    `  -H "Authorization: Bearer $LEADSIDE_ADMIN_TOKEN" -H "Content-Type: application/json" \\`,
    `  -d '${JSON.stringify({ items: [item] })}'`,
  ].join("\n");
}
