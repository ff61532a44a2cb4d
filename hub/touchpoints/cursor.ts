import { ApiError } from "../http/api-error.ts";

/** A place in a person's history, which stays the same while new touchpoints arrive. */
export interface Place {
  at: Date;
  id: number;
}

/** Opaque to whoever gets it. */
export function writeCursor({ at, id }: Place): string {
  return Buffer.from(`${at.getTime()}.${id}`).toString("base64url");
}

/** No touchpoint is older or younger, and every database can hold it. */
const EARLIEST = Date.parse("0001-01-01T00:00:00Z");
const LATEST = Date.parse("9999-12-31T23:59:59.999Z");

/** @throws ApiError bad_request for a cursor that this hub did not make */
export function readCursor(cursor: string): Place {
  const match = /^(-?\d{1,15})\.(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"));
  const at = Number(match?.[1]);
  if (!match || at < EARLIEST || at > LATEST)
    throw new ApiError("bad_request", "This is not a cursor of this hub. Begin with the first page.");
  return { at: new Date(at), id: Number(match[2]) };
}
