import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { errorCode } from "../store/errors.ts";
import { BadExport, FORMAT_VERSION, Header, SequenceLine, TableLine, Trailer } from "./format.ts";

/** A part of an export, in the order of the file. Lines of a table come some at a time, each a JSON array. */
export type Part =
  | { kind: "header"; header: Header }
  | { kind: "table"; table: string; columns: string[] }
  | { kind: "rows"; lines: string[] }
  | { kind: "sequence"; sequence: string; last: string }
  | { kind: "end"; trailer: Trailer };

/** No value of a hub is near that; a file with a longer line is none of ours, and memory stays bounded. */
const LONGEST_LINE = 64_000_000;
/** The first two bytes of compressed data. */
const GZIP = 0x1f8b;
const CUT_OFF = "it is cut off: its end is missing. Copy it again from where it was made.";
const ALTERED = "it was altered after it was made. Use another copy.";
const NOT_OURS = "it is no export of Leadside.";

/**
 * Reads an export and checks all of it: what comes before the end was not altered only if the end comes too.
 * @throws BadExport when it is cut off, altered, of a newer format, or none of ours
 */
export async function* readExport(path: string): AsyncGenerator<Part> {
  const state: State = { hash: createHash("sha256"), rows: {}, lineNumber: 0, ended: false };
  for await (const lines of readLines(path)) {
    let batch: string[] = [];
    for (const line of lines) {
      if (state.ended) throw new BadExport(ALTERED);
      const row = readRow(line, state);
      if (row) {
        batch.push(line);
        continue;
      }
      if (batch.length > 0) yield { kind: "rows", lines: batch };
      batch = [];
      yield readLine(line, state);
    }
    if (batch.length > 0) yield { kind: "rows", lines: batch };
  }
  if (!state.ended) throw new BadExport(state.lineNumber === 0 ? NOT_OURS : CUT_OFF);
}

interface State {
  hash: ReturnType<typeof createHash>;
  table?: { name: string; columns: number };
  rows: Record<string, number>;
  lineNumber: number;
  ended: boolean;
}

/** Whether a line is a row of the table that was named last; then it is counted. */
function readRow(line: string, state: State): boolean {
  if (!line.startsWith("[")) return false;
  const row = parse(line, state);
  const { table } = state;
  if (!table || !Array.isArray(row) || row.length !== table.columns) throw new BadExport(ALTERED);
  if (!row.every((value) => value === null || typeof value === "string")) throw new BadExport(ALTERED);
  state.rows[table.name] = (state.rows[table.name] ?? 0) + 1;
  state.hash.update(line).update("\n");
  state.lineNumber++;
  return true;
}

function readLine(line: string, state: State): Part {
  const said = parse(line, state);
  const first = state.lineNumber++ === 0;
  if (first) return { kind: "header", header: readHeader(said, line, state) };
  const trailer = Trailer.safeParse(said);
  if (trailer.success) {
    if (trailer.data.sha256 !== state.hash.digest("hex")) throw new BadExport(ALTERED);
    if (JSON.stringify(trailer.data.rows) !== JSON.stringify(state.rows)) throw new BadExport(ALTERED);
    state.ended = true;
    return { kind: "end", trailer: trailer.data };
  }
  state.hash.update(line).update("\n");
  const table = TableLine.safeParse(said);
  if (table.success) {
    if (table.data.table in state.rows) throw new BadExport(ALTERED);
    state.table = { name: table.data.table, columns: table.data.columns.length };
    state.rows[table.data.table] = 0;
    return { kind: "table", ...table.data };
  }
  const sequence = SequenceLine.safeParse(said);
  if (sequence.success) return { kind: "sequence", ...sequence.data };
  throw new BadExport(ALTERED);
}

function readHeader(said: unknown, line: string, { hash }: State): Header {
  const version = (said as { version?: unknown } | null)?.version;
  if (typeof version === "number" && version > FORMAT_VERSION) {
    throw new BadExport(
      `it is written in form ${version}, and this release reads up to ${FORMAT_VERSION}. Use the release that made it, or a newer one.`,
    );
  }
  const header = Header.safeParse(said);
  if (!header.success) throw new BadExport(NOT_OURS);
  hash.update(line).update("\n");
  return header.data;
}

function parse(line: string, { lineNumber }: State): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new BadExport(lineNumber === 0 ? NOT_OURS : ALTERED);
  }
}

/** The lines of a compressed file, as many at a time as come together. */
async function* readLines(path: string): AsyncGenerator<string[]> {
  const { size, isGzip } = await look(path).catch((error: unknown) => {
    throw asBadExport(error);
  });
  if (!isGzip) throw new BadExport(NOT_OURS);
  const gunzip = createGunzip();
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  file.on("error", (error) => gunzip.destroy(error));
  let rest: Buffer[] = [];
  let restLength = 0;
  try {
    for await (const bytes of file.pipe(gunzip)) {
      const chunk = bytes as Buffer;
      const end = chunk.lastIndexOf(0x0a);
      if (end < 0) {
        rest.push(chunk);
        restLength += chunk.length;
        if (restLength > LONGEST_LINE) throw new BadExport(NOT_OURS);
        continue;
      }
      const whole = Buffer.concat([...rest, chunk.subarray(0, end)]);
      rest = [chunk.subarray(end + 1)];
      restLength = chunk.length - end - 1;
      yield whole.toString("utf8").split("\n");
    }
  } catch (error) {
    throw asBadExport(error);
  } finally {
    file.destroy();
    gunzip.destroy();
  }
  if (restLength > 0) throw new BadExport(CUT_OFF);
  // What stands behind the end of the compressed data is passed over in silence.
  if (gunzip.bytesWritten < size) throw new BadExport(ALTERED);
}

async function look(path: string): Promise<{ size: number; isGzip: boolean }> {
  const file = await open(path, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return { size: (await file.stat()).size, isGzip: buffer.readUInt16BE() === GZIP };
  } finally {
    await file.close();
  }
}

function asBadExport(error: unknown): unknown {
  const code = errorCode(error) ?? "";
  if (code === "Z_BUF_ERROR") return new BadExport(CUT_OFF);
  if (code === "Z_DATA_ERROR") return new BadExport(ALTERED);
  if (code === "ENOENT") return new BadExport("it is not there.");
  if (/^E[A-Z]+$/.test(code)) return new BadExport(`it cannot be read (${code}).`);
  return error;
}

/** What a whole export says of itself. */
export interface Verified {
  header: Header;
  trailer: Trailer;
}

/**
 * Reads an export to its end without using it.
 * @throws BadExport
 */
export async function verifyExport(path: string): Promise<Verified> {
  let header: Header | undefined;
  let trailer: Trailer | undefined;
  for await (const part of readExport(path)) {
    if (part.kind === "header") header = part.header;
    if (part.kind === "end") trailer = part.trailer;
  }
  if (!header || !trailer) throw new BadExport(NOT_OURS);
  return { header, trailer };
}
