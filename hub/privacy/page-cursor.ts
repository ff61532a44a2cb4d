import { ApiError } from "../http/api-error.ts";

/** A place in a list that is ordered by time and then by id, newest first. */
export interface Place {
  at: Date;
  id: string;
}

/** Opaque to whoever gets it. */
export const writeCursor = ({ at, id }: Place): string =>
  Buffer.from(`${at.getTime()}.${id}`).toString("base64url");

/** @throws ApiError bad_request for a cursor that this hub did not make */
export function readCursor(cursor: string): Place {
  const match = /^(\d{1,15})\.([0-9a-f-]{1,36})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"));
  if (match?.[2] === undefined) throw badCursor();
  return { at: new Date(Number(match[1])), id: match[2] };
}

export function badCursor(): ApiError {
  return new ApiError("bad_request", "This is not a cursor of this hub. Begin with the first page.");
}
