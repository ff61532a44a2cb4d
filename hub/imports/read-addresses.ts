import { WebAddress } from "../../lib/contract/asset.ts";
import { ApiError } from "../http/api-error.ts";
import { csvRecords } from "./csv-records.ts";
import { ReportDecoder, UNREADABLE } from "./decode-report.ts";
import { findCut } from "./heading.ts";
import { decodedText } from "./read-rows.ts";

/** A page elsewhere with the title it goes by. */
export interface AddressLine {
  line: number;
  url: string;
  title: string;
}

export interface ReadAddresses {
  lines: AddressLine[];
  faults: { line: number; reason: string }[];
  /** Lines with something in them, but the heading. */
  count: number;
}

const LARGEST = 5_000_000;
/** So many characters are read at once. */
const PIECE = 32_768;
const MOST_LINES = 10_000;
const LONGEST_TITLE = 200;

/** A heading names its columns; any of these words will do. */
const ADDRESS_LABEL = /^(?:(?:web)?\s*(?:address|adresse|url|link|page|seite))$|\burl\b/i;
const TITLE_LABEL = /\b(?:title|titel|name|titre|t[ií]tulo|headline)\b/i;

/**
 * Reads a CSV of addresses and titles: the columns in any order, with a heading or without, with whatever parts them,
 * in UTF-8, UTF-16 or Windows-1252. A line that cannot be taken is named, and the others are taken.
 * @throws ApiError `too_large`, or `bad_request` for what is no such file
 */
export async function readAddresses(bytes: ReadableStream<Uint8Array>): Promise<ReadAddresses> {
  const text = await decoded(bytes);
  const cut = findCut(text, true);
  if (cut === undefined || text.slice(cut.skip).trim() === "")
    throw new ApiError(
      "bad_request",
      "The file is empty. It needs a line for each page: its address and its title.",
    );
  const read: ReadAddresses = { lines: [], faults: [], count: 0 };
  const seen = new Map<string, number>();
  let columns: Columns | undefined;
  for await (const { line, cells } of csvRecords(inPieces(text.slice(cut.skip)), cut.delimiter, cut.line)) {
    const filled = cells?.map((cell) => cell.trim());
    if (filled?.every((cell) => cell === "")) continue;
    if (columns === undefined) {
      columns = columnsOf(filled ?? []);
      if (columns.isHeading) continue;
    }
    read.count += 1;
    if (read.count > MOST_LINES) {
      const most = MOST_LINES.toLocaleString("en");
      throw new ApiError("too_large", `The file has more than ${most} lines. Import it in parts.`);
    }
    const taken = filled === undefined ? UNCLOSED : readLine(filled, columns);
    const known = typeof taken === "string" ? undefined : seen.get(sameAddress(taken.url));
    if (typeof taken === "string") read.faults.push({ line, reason: taken });
    else if (known !== undefined)
      read.faults.push({ line, reason: `The same address stands in line ${known}.` });
    else {
      seen.set(sameAddress(taken.url), line);
      read.lines.push({ line, ...taken });
    }
  }
  return read;
}

/** Two addresses that differ in this alone are one page. */
export function sameAddress(address: string): string {
  const url = new URL(address);
  return `${url.host.replace(/^www\./, "")}${url.pathname.replace(/\/+$/, "")}${url.search}`;
}

const UNCLOSED = "A quote opens here and nothing closes it. Close it and import again.";

interface Columns {
  isHeading: boolean;
  /** Undefined: whichever cell is an address, and the first of the others. */
  address: number | undefined;
  title: number | undefined;
}

function columnsOf(cells: readonly string[]): Columns {
  if (cells.some((cell) => addressOf(cell) !== undefined)) {
    return { isHeading: false, address: undefined, title: undefined };
  }
  const address = cells.findIndex((cell) => ADDRESS_LABEL.test(cell));
  const title = cells.findIndex((cell, n) => n !== address && TITLE_LABEL.test(cell));
  return {
    isHeading: address >= 0 || title >= 0,
    address: address < 0 ? undefined : address,
    title: title < 0 ? undefined : title,
  };
}

/** A line's address and title, or why it cannot be taken. */
function readLine(cells: readonly string[], columns: Columns): { url: string; title: string } | string {
  if (cells.some((cell) => cell.includes(UNREADABLE)))
    return "Some of its letters cannot be read. Save the file as UTF-8 and import again.";
  const at = columns.address ?? cells.findIndex((cell) => addressOf(cell) !== undefined);
  const given = cells[at] ?? "";
  if (given === "") return "There is no address in it. It begins with https://.";
  const url = addressOf(given);
  if (url === undefined)
    return "Its address is none of the web. It begins with https:// and has no password in it.";
  const named = columns.title ?? cells.findIndex((cell, n) => n !== at && cell !== "");
  const title = (cells[named] ?? "").replace(/\s+/g, " ") || titleOf(url);
  if (title.length > LONGEST_TITLE) return `Its title is longer than ${LONGEST_TITLE} characters.`;
  return { url, title };
}

/** As it is kept; undefined for what is no address. A name such as `www.acme.example/pricing` gets its `https://`. */
function addressOf(cell: string): string | undefined {
  const text = /^www\.[^\s@]+\.[^\s@]+$/i.test(cell) ? `https://${cell}` : cell;
  if (!WebAddress.safeParse(text).success) return undefined;
  const url = new URL(text);
  return url.username === "" && url.password === "" && !/\s/.test(text) ? url.href : undefined;
}

/** Of an address alone: `data-residency` is `Data residency`. */
function titleOf(address: string): string {
  const url = new URL(address);
  const last = url.pathname.split("/").filter(Boolean).at(-1) ?? url.host;
  let words = last;
  try {
    words = decodeURIComponent(last);
  } catch {
    // It stays as it stands there.
  }
  const plain = words
    .replace(/\.(?:html?|php|aspx?)$/i, "")
    .replace(/[-_+]+/g, " ")
    .trim();
  return plain === "" ? url.host : plain.charAt(0).toUpperCase() + plain.slice(1);
}

async function decoded(bytes: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  for await (const piece of decodedText(bounded(bytes), new ReportDecoder())) text += piece;
  return text;
}

async function* bounded(bytes: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of bytes) {
    size += piece.byteLength;
    if (size > LARGEST)
      throw new ApiError(
        "too_large",
        `The file is larger than ${LARGEST / 1_000_000} MB. Import it in parts.`,
      );
    yield piece;
  }
}

async function* inPieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}
