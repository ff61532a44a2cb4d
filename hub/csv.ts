/** Tells programs that what follows is UTF-8. */
export const CSV_START = "\ufeff";

/** What spreadsheets take for the beginning of a formula, in both widths. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * One line of a CSV file, as RFC 4180 and spreadsheets read it. Text that a spreadsheet would compute gets an
 * apostrophe, so that it stays text; numbers stay numbers.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellText).join(",")}\r\n`;
}

function cellText(cell: string | number | null): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /["',;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
