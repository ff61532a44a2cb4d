/** The signs that part a date's numbers; the years stand first or last. */
const NUMBERS = /^(\d{1,4})\s*([-./年])\s*(\d{1,2})\s*([-./月])\s*(\d{1,4})日?(?:[T ].*)?$/;
/** A spreadsheet's own count of days, where a cell lost its form. */
const DAY_NUMBER = /^\d{5}(?:\.\d+)?$/;
const FIRST_DAY = Date.UTC(1899, 11, 30);
const DAY_MS = 24 * 3_600_000;

interface Numbers {
  first: number;
  second: number;
  third: number;
  sign: string;
  yearIsFirst: boolean;
}

function numbersOf(cell: string): Numbers | undefined {
  const [, first = "", sign = "", second = "", other = "", third = ""] = NUMBERS.exec(cell.trim()) ?? [];
  if (sign === "" || (sign !== other && !(sign === "年" && other === "月"))) return undefined;
  const yearIsFirst = first.length === 4;
  if (yearIsFirst ? third.length > 2 : first.length > 2 || ![2, 4].includes(third.length)) return undefined;
  return { first: Number(first), second: Number(second), third: Number(third), sign, yearIsFirst };
}

/** How a whole column writes its dates. */
export interface ColumnDates {
  /** Undefined where no date tells days from months. */
  order: "day" | "month" | undefined;
  /** Whether any date needs to know. */
  matters: boolean;
}

/** Tells from a whole column of dates whether the day or the month comes first. */
export class DateOrders {
  #dayFirst = 0;
  #monthFirst = 0;
  #matters = false;

  add(cell: string): void {
    const numbers = numbersOf(cell);
    if (numbers === undefined || numbers.yearIsFirst) return;
    this.#matters = true;
    // With points between, nobody writes the month first.
    if (numbers.sign === "." || (numbers.first > 12 && numbers.first <= 31)) this.#dayFirst += 1;
    else if (numbers.second > 12 && numbers.second <= 31) this.#monthFirst += 1;
  }

  get decided(): ColumnDates {
    const [day, month] = [this.#dayFirst, this.#monthFirst];
    return { matters: this.#matters, order: day === month ? undefined : day > month ? "day" : "month" };
  }
}

/**
 * Reads a date: 2026-12-19, 19.12.2026, 12/19/26, with a time behind it or not, or a spreadsheet's number of the day.
 * @param order of its column
 * @returns `YYYY-MM-DD`; undefined for what is no date in this order
 */
export function readDate(cell: string, order: "day" | "month"): string | undefined {
  const numbers = numbersOf(cell);
  if (numbers === undefined) {
    if (!DAY_NUMBER.test(cell.trim())) return undefined;
    const days = Math.floor(Number(cell));
    return dateOf(new Date(FIRST_DAY + days * DAY_MS));
  }
  const { first, second, third, yearIsFirst, sign } = numbers;
  if (yearIsFirst) return calendarDate(first, second, third);
  const year = third < 100 ? 2_000 + third : third;
  return order === "day" || sign === "."
    ? calendarDate(year, second, first)
    : calendarDate(year, first, second);
}

/** Undefined for a day that there is not, and for years in which no opportunity closes. */
function calendarDate(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isThere =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isThere ? dateOf(date) : undefined;
}

function dateOf(date: Date): string | undefined {
  const year = date.getUTCFullYear();
  return year < 1970 || year > 2_100 ? undefined : date.toISOString().slice(0, 10);
}
