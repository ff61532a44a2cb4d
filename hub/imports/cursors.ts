import { Uuid } from "../../lib/contract/primitives.ts";
import { ApiError } from "../http/api-error.ts";

/** A place in the list of imports, newest first. */
export interface ImportPlace {
  at: Date;
  id: string;
}

const opaque = (text: string) => Buffer.from(text).toString("base64url");
const plain = (cursor: string) => Buffer.from(cursor, "base64url").toString("latin1");
const unknown = () =>
  new ApiError("bad_request", "This is not a cursor of this hub. Begin with the first page.");

/** Opaque to whoever gets it. */
export const importCursor = ({ at, id }: ImportPlace): string => opaque(`${at.getTime()} ${id}`);

/** @throws ApiError `bad_request` for a cursor that this hub did not make */
export function readImportCursor(cursor: string): ImportPlace {
  const [time, id] = plain(cursor).split(" ");
  const at = new Date(/^\d{1,14}$/.test(time ?? "") ? Number(time) : Number.NaN);
  if (id === undefined || !Uuid.safeParse(id).success || Number.isNaN(at.getTime())) throw unknown();
  return { at, id };
}

/** A place in an import's faults, by line. */
export const faultCursor = (line: number): string => opaque(String(line));

/** @throws ApiError `bad_request` for a cursor that this hub did not make */
export function readFaultCursor(cursor: string): number {
  const line = plain(cursor);
  if (!/^\d{1,9}$/.test(line)) throw unknown();
  return Number(line);
}
