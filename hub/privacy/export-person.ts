import type { z } from "zod";
import type { ExportPersonReply, ExportPersonRequest } from "../../lib/contract/privacy.ts";
import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { addressOf } from "./erase-person.ts";
import { findSubject } from "./find-subject.ts";
import { HELD, type Rows } from "./held-tables.ts";
import { badCursor } from "./page-cursor.ts";

/** A page is handed out once it holds so many bytes, or took so long to find. */
const PAGE_BYTES = 2_000_000;
const PAGE_MS = 2_000;

/**
 * What is held about a person, table by table, a page of it: their own rows, never others'.
 * @throws ApiError not_found where nothing is held
 */
export async function exportPerson(
  hub: Hub,
  { email, cursor }: z.output<typeof ExportPersonRequest>,
): Promise<z.input<typeof ExportPersonReply>> {
  const { store } = hub;
  const subject = await findSubject(store, addressOf(email));
  const place = cursor === undefined ? { table: 0, after: 0 } : readPlace(cursor);
  const until = performance.now() + PAGE_MS;
  const held: z.input<typeof ExportPersonReply>["held"] = [];
  let bytes = 0;
  while (place.table < HELD.length) {
    const part = HELD[place.table];
    if (part === undefined) break;
    const { rows, last } = await part.read(store, subject, place.after);
    bytes += Buffer.byteLength(JSON.stringify(rows));
    addRows(held, part, rows);
    Object.assign(place, last === undefined ? { table: place.table + 1, after: 0 } : { after: last });
    if (bytes > PAGE_BYTES || performance.now() > until) break;
  }
  const isLast = place.table >= HELD.length;
  if (isLast && cursor === undefined && held.every(({ rows }) => rows.length === 0)) {
    throw new ApiError("not_found", "Nothing is held about anybody with this address.");
  }
  return {
    email: addressOf(email).shown,
    asOf: hub.now().toISOString(),
    held,
    next: isLast ? null : Buffer.from(`${place.table}.${place.after}`).toString("base64url"),
  };
}

function addRows(
  held: z.input<typeof ExportPersonReply>["held"],
  { table, what }: { table: string; what: string },
  rows: Rows["rows"],
): void {
  const known = held.at(-1);
  if (known?.table === table) known.rows.push(...rows);
  else if (rows.length > 0) held.push({ table, what, rows });
}

function readPlace(cursor: string): { table: number; after: number } {
  const match = /^(\d{1,3})\.(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"));
  if (!match) throw badCursor();
  return { table: Number(match[1]), after: Number(match[2]) };
}
