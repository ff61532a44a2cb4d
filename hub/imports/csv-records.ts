import { pipeline, Readable } from "node:stream";
import { parse } from "csv-parse";
import { ApiError } from "../http/api-error.ts";

/** One line of a file, which is several where a cell in quotes has line breaks. */
export interface CsvRecord {
  /** Where it begins, counted from 1 as an editor does. */
  line: number;
  /** As they stand there; undefined when a quote is not closed until the file ends. Of too many, one more than `MOST_CELLS`. */
  cells: string[] | undefined;
}

/** More columns than a report can have. */
export const MOST_CELLS = 1_000;
/** Characters. A line that is longer would have to be held in memory, with every one of its cells. */
const LONGEST_RECORD = 1_000_000;

/**
 * Splits text into cells. Quotes that stand within a cell are text.
 * @param text in pieces, line breaks as `\n`
 * @param firstLine the number of its first line
 * @throws ApiError `bad_request` at a line that is longer than a million characters
 */
export async function* csvRecords(
  text: AsyncIterable<string>,
  delimiter: string,
  firstLine: number,
): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter,
    record_delimiter: "\n",
    relax_quotes: true,
    relax_column_count: true,
    skip_records_with_error: true,
    on_record: (cells: string[]) => (cells.length > MOST_CELLS ? cells.slice(0, MOST_CELLS + 1) : cells),
  });
  // With these options nothing else is an error.
  let isUnclosed = false;
  parser.on("skip", () => {
    isUnclosed = true;
  });
  let isTooLong = false;
  async function* bounded(): AsyncGenerator<string> {
    let complete = 0;
    let sinceThen = 0;
    for await (const piece of text) {
      if (parser.info.records > complete) sinceThen = 0;
      complete = parser.info.records;
      sinceThen += piece.length;
      if (sinceThen > LONGEST_RECORD) {
        isTooLong = true;
        return;
      }
      yield piece;
    }
  }
  // What goes wrong in reading the text ends the parser, which then throws it below.
  pipeline(Readable.from(bounded()), parser, () => {});
  let line = firstLine;
  let next: CsvRecord | undefined;
  for await (const cells of parser as AsyncIterable<string[]>) {
    if (next) yield next;
    next = { line, cells };
    line += 1;
    for (const cell of cells) if (cell.includes("\n")) line += cell.split("\n").length - 1;
  }
  // What was read of a line that is too long ends the parser's records, unless a quote is open in it.
  if (isTooLong && !isUnclosed) throw tooLong(next?.line ?? line);
  if (next) yield next;
  if (isTooLong) throw tooLong(line);
  if (isUnclosed) yield { line, cells: undefined };
}

const tooLong = (line: number) =>
  new ApiError(
    "bad_request",
    `Line ${line} is longer than ${LONGEST_RECORD.toLocaleString("en")} characters. A quote that nothing closes swallows what follows: close it, or take the line out, and import again.`,
  );
