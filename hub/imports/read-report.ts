import { ApiError } from "../http/api-error.ts";
import { REPORTED_CRM } from "../people/crm-record.ts";
import type { Encoding } from "./decode-report.ts";
import { type ReportLine, readLine } from "./read-line.ts";
import { type Numbered, readRows, UNCLOSED } from "./read-rows.ts";
import { type Column, understandColumns } from "./understand-columns.ts";

/** A report as it is read: its lines come as its bytes do. */
export interface Report {
  delimiter: string;
  columns: Column[];
  lines: AsyncGenerator<ReportLine>;
  /** As far as it was read. */
  encoding(): Encoding;
  /** Lines at its end that belong to the report and not to its rows; known once all are read. */
  footer(): number;
}

const MOST_LINES = 500_000;

/**
 * Reads a report up to its heading.
 * @param bytes of the file, in pieces
 * @param map how the importer names its columns, see `understandColumns`
 * @throws ApiError `bad_request` for what is no such report, in words; later, from `lines`, too
 */
export async function readReport(bytes: AsyncIterable<Uint8Array>, map?: string): Promise<Report> {
  const { heading, rows, ...about } = await readRows(bytes);
  const columns = understandColumns(heading, map);
  return { ...about, columns, lines: readLines(rows, columns) };
}

async function* readLines(
  records: AsyncIterable<Numbered>,
  columns: readonly Column[],
): AsyncGenerator<ReportLine> {
  let count = 0;
  for await (const { line, cells } of records) {
    count += 1;
    if (count > MOST_LINES) {
      throw new ApiError(
        "too_large",
        `The file has more than ${MOST_LINES.toLocaleString("en")} lines. Import it in parts.`,
      );
    }
    if (cells) yield { line, cells, ...readLine(cells, columns, REPORTED_CRM) };
    else yield { line, cells: [], fault: { field: null, reason: UNCLOSED } };
  }
}
