/** An open opportunity, as far as its line says it. */
export interface Deal {
  amount: number | null;
  /** ISO 4217; '' where none was said. */
  currency: string;
  /** `YYYY-MM-DD` */
  closesOn: string | null;
}

// Made once: making one takes longer than all the rest of a look-up's words.
const FIGURE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const DAY = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short" });
const DAY_OF_YEAR = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "short",
  year: "numeric",
});
/** By currency. */
const symbols = new Map<string, string>();
const MOST_SYMBOLS = 1_000;

/** "€ 86,000, closes 19 Dec": one line of what is at stake. */
export function dealWords({ amount, currency, closesOn }: Deal, now: Date): string {
  const what = amount === null ? "Open opportunity" : amountWords(amount, currency);
  if (closesOn === null) return what;
  const day = new Date(`${closesOn}T00:00:00Z`);
  const isThisYear = day.getUTCFullYear() === now.getUTCFullYear();
  return `${what}, closes ${(isThisYear ? DAY : DAY_OF_YEAR).format(day)}`;
}

function amountWords(amount: number, currency: string): string {
  const figure = FIGURE.format(amount);
  return currency === "" ? figure : `${symbolOf(currency)} ${figure}`;
}

function symbolOf(currency: string): string {
  const known = symbols.get(currency);
  if (known !== undefined) return known;
  const parts = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).formatToParts(0);
  const symbol = parts.find(({ type }) => type === "currency")?.value ?? currency;
  if (symbols.size >= MOST_SYMBOLS) symbols.clear();
  symbols.set(currency, symbol);
  return symbol;
}
