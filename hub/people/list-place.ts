import { ApiError } from "../http/api-error.ts";

/** A place in a list that is ordered by time, then by id; it stays the same while rows are added. */
export interface ListPlace {
  /** Microseconds since 1970, as the database counts: two rows may be less than a millisecond apart. */
  micros: number;
  id: string;
}

/** SQL: the microseconds of a column of times. */
export const microsOf = (column: string) => `(extract(epoch from ${column}) * 1000000)::bigint`;
/** SQL: the time of so many microseconds. */
export const timeOf = (micros: string) =>
  `(timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond')`;

/** Opaque to whoever gets it. */
export function writePlace({ micros, id }: ListPlace): string {
  return Buffer.from(`${micros}.${id}`).toString("base64url");
}

/**
 * @param id what an id looks like in this list
 * @throws ApiError bad_request for a cursor that this hub did not make
 */
export function readPlace(cursor: string, id: RegExp): ListPlace {
  const match = /^(\d{1,16})\.(.{1,36})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"));
  if (!match?.[1] || !match[2] || !id.test(match[2])) {
    throw new ApiError("bad_request", "This is not a cursor of this hub. Begin with the first page.");
  }
  return { micros: Number(match[1]), id: match[2] };
}
