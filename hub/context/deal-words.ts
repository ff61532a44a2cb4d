/** An open opportunity, as far as its line says it. */
export interface Deal {
  amount: number | null;
  /** ISO 4217; '' where none was said. */
  currency: string;
  /** `YYYY-MM-DD` */
  closesOn: string | null;
}

/** "€ 86,000, closes 19 Dec": one line of what is at stake. */
export function dealWords({ amount, currency, closesOn }: Deal, now: Date): string {
  const what = amount === null ? "Open opportunity" : amountWords(amount, currency);
  if (closesOn === null) return what;
  const day = new Date(`${closesOn}T00:00:00Z`);
  const isThisYear = day.getUTCFullYear() === now.getUTCFullYear();
  const date = day.toLocaleDateString("en-GB", {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
    ...(isThisYear ? {} : { year: "numeric" }),
  });
  return `${what}, closes ${date}`;
}

function amountWords(amount: number, currency: string): string {
  const figure = amount.toLocaleString("en", { maximumFractionDigits: 0 });
  if (currency === "") return figure;
  const parts = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).formatToParts(0);
  return `${parts.find(({ type }) => type === "currency")?.value ?? currency} ${figure}`;
}
