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

/** @throws ApiError bad_request for a cursor that this hub did not make */
export function readCursor(cursor: string): Place {
  const match = /^(-?\d{1,15})\.(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"));
  if (!match)
    throw new ApiError("bad_request", "This is not a cursor of this hub. Begin with the first page.");
  return { at: new Date(Number(match[1])), id: Number(match[2]) };
}
