import { pipeline, Readable } from "node:stream";
import { parse } from "csv-parse";

/** One line of a file, which is several where a cell in quotes has line breaks. */
export interface CsvRecord {
  /** Where it begins, counted from 1 as an editor does. */
  line: number;
  /** As they stand there; undefined when a quote is not closed until the file ends. */
  cells: string[] | undefined;
}

/**
 * Splits text into cells. Quotes that stand within a cell are text.
 * @param text in pieces, line breaks as `\n`
 * @param firstLine the number of its first line
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
  });
  // With these options nothing else is an error.
  let isUnclosed = false;
  parser.on("skip", () => {
    isUnclosed = true;
  });
  // What goes wrong in reading the text ends the parser, which then throws it below.
  pipeline(Readable.from(text), parser, () => {});
  let line = firstLine;
  for await (const cells of parser as AsyncIterable<string[]>) {
    yield { line, cells };
    line += 1;
    for (const cell of cells) if (cell.includes("\n")) line += cell.split("\n").length - 1;
  }
  if (isUnclosed) yield { line, cells: undefined };
}
