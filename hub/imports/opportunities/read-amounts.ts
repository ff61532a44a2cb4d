/** What parts the whole from its parts in a column of amounts. */
export type DecimalSign = "," | ".";

/** An amount as it stands there. */
export interface Amount {
  amount: number;
  /** ISO 4217, where the cell says one. */
  currency?: string;
}

const SYMBOLS: Readonly<Record<string, string>> = {
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "￥": "JPY",
  "₹": "INR",
  "₩": "KRW",
  "₺": "TRY",
  "₽": "RUB",
  "₪": "ILS",
  zł: "PLN",
  R$: "BRL",
  US$: "USD",
  A$: "AUD",
  AU$: "AUD",
  C$: "CAD",
  CA$: "CAD",
  NZ$: "NZD",
  "Fr.": "CHF",
};
/** Several countries' money is written with it. */
const DOLLAR = "$";
const DOLLARS: ReadonlySet<string> = new Set(["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD"]);

/** Digits with signs between, as it stands in a cell without its currency. */
const NUMBER = /^\d[\d.,'’ \u00a0\u202f]*$|^[.,]\d+$/;
/** Groups of three are parted by these, and nothing else is. */
const GROUPS = /(?<=\d)['’ \u00a0\u202f](?=\d{3}(?:\D|$))/g;

interface Parts {
  digits: string;
  sign: 1 | -1;
  currency: string | undefined;
}

/** Takes the currency, the sign and brackets off; undefined for what is no number then. */
function partsOf(cell: string): Parts | undefined {
  const inner = /^\((.*)\)$/s.exec(cell.trim())?.[1];
  const text = (inner ?? cell).trim();
  const minuses = text.match(/[-−–]/g)?.length ?? 0;
  if (minuses > (inner === undefined ? 1 : 0) || /\d\s*[-−–]\s*\d/.test(text)) return undefined;
  const plain = text.replace(/[-−–]/, "").trim();
  const [, before = "", digits = "", after = ""] = /^([^\d.,]*)(.*?)([^\d]*)$/s.exec(plain) ?? [];
  const words = [before.trim(), after.trim()].filter((word) => word !== "");
  const currency = words[0] === undefined ? undefined : currencyOf(words[0]);
  if (words.length > 1 || currency === "" || !NUMBER.test(digits)) return undefined;
  const isNegative = inner !== undefined || minuses > 0;
  return { digits: digits.replace(GROUPS, ""), sign: isNegative ? -1 : 1, currency };
}

/** A currency that stands alone: "EUR", "€"; undefined for what is none. */
export function readCurrency(text: string): string | undefined {
  const currency = currencyOf(text.trim());
  return currency === "" ? undefined : currency === DOLLAR ? "USD" : currency;
}

/** '' for what is no currency. */
function currencyOf(word: string): string {
  if (/^[A-Z]{3}$/i.test(word)) return word.toUpperCase();
  return SYMBOLS[word] ?? (word === DOLLAR ? DOLLAR : "");
}

/**
 * Tells from a whole column which sign its decimals have: "1.234,56" or "12,5" says a comma, "1,234.56" or "12.50" a
 * point. "1.234" says nothing.
 */
export class DecimalSigns {
  #commas = 0;
  #points = 0;

  add(cell: string): void {
    const sign = saysSign(partsOf(cell)?.digits ?? "");
    if (sign === ",") this.#commas += 1;
    if (sign === ".") this.#points += 1;
  }

  /** Undefined where no cell says it, and where as many say the one as the other. */
  get sign(): DecimalSign | undefined {
    if (this.#commas === this.#points) return undefined;
    return this.#commas > this.#points ? "," : ".";
  }
}

function saysSign(digits: string): DecimalSign | undefined {
  const [comma, point] = [digits.lastIndexOf(","), digits.lastIndexOf(".")];
  if (comma >= 0 && point >= 0) return comma > point ? "," : ".";
  const at = Math.max(comma, point);
  if (at < 0) return undefined;
  const sign = comma >= 0 ? "," : ".";
  const other = sign === "," ? "." : ",";
  if (digits.split(sign).length > 2) return other;
  // Three digits behind a sign with one to three before it are a group as well as decimals.
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits) ? undefined : sign;
}

/**
 * Reads an amount: "EUR 86,000.00", "86.000,00 €", "(1,200)", "86'000".
 * @param column what its column's decimals are parted by, where the column says it
 * @param currency of amounts without one; says which dollars "$" are
 * @returns undefined for what is no amount
 */
export function readAmount(
  cell: string,
  column: DecimalSign | undefined,
  currency: string | undefined,
): Amount | undefined {
  const parts = partsOf(cell);
  if (parts === undefined) return undefined;
  // Alone, "86.000" and "86,000" are thousands: nobody writes an amount with three decimals.
  const decimal = saysSign(parts.digits) ?? column ?? (parts.digits.includes(",") ? "." : ",");
  const [whole = "", decimals, ...more] = parts.digits.split(decimal);
  const group = decimal === "," ? "." : ",";
  const groups = whole.split(group);
  const isGrouped = groups.slice(1).every((digits) => digits.length === 3 || /^\d{2,3}$/.test(digits));
  const isWhole = groups.length === 1 ? /^\d*$/.test(whole) : isGrouped && groups.at(-1)?.length === 3;
  if (more.length > 0 || !isWhole || !/^\d*$/.test(decimals ?? "")) return undefined;
  const value = Number(`${groups.join("")}.${decimals ?? ""}0`);
  if (!Number.isFinite(value) || value > 1e15) return undefined;
  const said = parts.currency === DOLLAR ? dollarsOf(currency) : parts.currency;
  return { amount: value === 0 ? 0 : parts.sign * value, ...(said === undefined ? {} : { currency: said }) };
}

const dollarsOf = (currency: string | undefined) =>
  currency !== undefined && DOLLARS.has(currency) ? currency : "USD";
