import { setImmediate as breathe } from "node:timers/promises";
import { ApiError } from "../http/api-error.ts";
import { csvRecords, MOST_CELLS } from "./csv-records.ts";
import { type Encoding, ReportDecoder } from "./decode-report.ts";
import { type Cut, findCut } from "./heading.ts";

/** A line of a report, by its number as an editor counts; of one that a quote swallows, no cells. */
export interface Numbered {
  line: number;
  cells: string[] | undefined;
}

/** A report's rows as they are read: they come as its bytes do. */
export interface Rows {
  delimiter: string;
  heading: string[];
  rows: AsyncGenerator<Numbered>;
  /** As far as it was read. */
  encoding(): Encoding;
  /** Lines at its end that belong to the report and not to its rows; known once all are read. */
  footer(): number;
}

/** So many bytes are read at once. */
const PIECE = 32_768;
const LONGEST_HEADING = 64_000;
/** More than any report's own; what is longer are lines that cannot be taken. */
const LONGEST_FOOTER = 40;

/** Of a row without cells. */
export const UNCLOSED =
  "A quote opens here and nothing closes it, so neither this line nor what follows could be read. Close it and import again.";

/**
 * Reads a file up to its heading.
 * @param bytes of the file, in pieces
 * @throws ApiError `bad_request` for what is no such report, in words; later, from `rows`, too
 */
export async function readRows(bytes: AsyncIterable<Uint8Array>): Promise<Rows> {
  const decoder = new ReportDecoder();
  const text = decodedText(bytes, decoder);
  const { head, cut } = await readHead(text);
  const records = csvRecords(startingWith(head.slice(cut.skip), text), cut.delimiter, cut.line);
  const heading = (await records.next()).value?.cells;
  if (heading === undefined) throw new ApiError("bad_request", "A quote in the heading is never closed.");
  if (heading.length > MOST_CELLS) {
    throw new ApiError(
      "bad_request",
      `The heading has more than ${MOST_CELLS.toLocaleString("en")} columns. Export only those that are needed.`,
    );
  }
  let footer = 0;
  const rows = withoutFooter(records, (count) => {
    footer = count;
  });
  return {
    delimiter: cut.delimiter,
    heading,
    rows,
    encoding: () => decoder.encoding,
    footer: () => footer,
  };
}

/**
 * The text of a file, in pieces.
 * @throws ApiError `bad_request` for a file of another kind, such as a workbook
 */
export async function* decodedText(
  bytes: AsyncIterable<Uint8Array>,
  decoder: ReportDecoder,
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const piece of bytes) {
    if (isFirst && piece.length > 0) {
      refuseOtherFiles(piece);
      isFirst = false;
    }
    for (let start = 0; start < piece.length; start += PIECE) {
      const text = decoder.push(piece.subarray(start, start + PIECE));
      if (text !== "") yield text;
      // A file that is there at once would keep everything else waiting until it is read.
      await breathe();
    }
  }
  const last = decoder.end();
  if (last !== "") yield last;
}

const OTHER_FILES: { begins: number[]; what: string }[] = [
  { begins: [0x50, 0x4b, 0x03, 0x04], what: "an Excel workbook or another packed file" },
  { begins: [0xd0, 0xcf, 0x11, 0xe0], what: "an old Excel workbook" },
  { begins: [0x1f, 0x8b], what: "a compressed file" },
  { begins: [0x25, 0x50, 0x44, 0x46], what: "a PDF" },
];

function refuseOtherFiles(head: Uint8Array): void {
  const other = OTHER_FILES.find(({ begins }) => begins.every((byte, n) => head[n] === byte));
  if (other)
    throw new ApiError("bad_request", `This is ${other.what}. Export or save it as CSV, and import that.`);
}

async function readHead(text: AsyncGenerator<string>): Promise<{ head: string; cut: Cut }> {
  let head = "";
  for (;;) {
    const next = await text.next();
    if (!next.done) head += next.value;
    const cut = findCut(head, next.done === true);
    if (cut && head.slice(cut.skip).trim() === "") throw new ApiError("bad_request", "The file is empty.");
    if (cut) return { head, cut };
    if (head.length > LONGEST_HEADING) {
      throw new ApiError("bad_request", "The first line is too long for a heading. Is this a CSV file?");
    }
  }
}

async function* startingWith(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

/**
 * Leaves out blank lines, and at the end those that say what report it is: they follow a blank line, and each has
 * text in one column alone that is neither an id nor an address.
 */
async function* withoutFooter(
  records: AsyncIterable<Numbered>,
  tellCount: (lines: number) => void,
): AsyncGenerator<Numbered> {
  let held: Numbered[] = [];
  let isAfterBlank = false;
  for await (const record of records) {
    const filled = record.cells?.map((cell) => cell.trim()).filter((cell) => cell !== "");
    if (filled?.length === 0) {
      isAfterBlank = true;
      continue;
    }
    if (isAfterBlank && filled?.length === 1 && !/^\S+@\S+$|^00[a-z0-9]{13,16}$/i.test(filled[0] ?? "")) {
      held.push(record);
      if (held.length <= LONGEST_FOOTER) continue;
    } else held.push(record);
    isAfterBlank = false;
    yield* held;
    held = [];
  }
  tellCount(held.length);
}
