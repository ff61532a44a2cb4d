import { ApiError } from "../http/api-error.ts";

/** Where a page ended: among what is owed, at its due time; or among the rest, at its receipt. */
export interface Place {
  among: "owed" | "rest";
  /** As the database counts: two rows may be less than one millisecond apart. */
  micros: number;
  id: string;
}

const WRITTEN = /^(owed|rest)\.(-?\d{1,16})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Opaque to whoever gets it. */
export function writeCursor({ among, micros, id }: Place): string {
  return Buffer.from(`${among}.${micros}.${id}`).toString("base64url");
}

/** @throws ApiError bad_request for a cursor that this list did not give */
export function readCursor(cursor: string): Place {
  const match = WRITTEN.exec(Buffer.from(cursor, "base64url").toString("latin1"));
  if (!match?.[3]) {
    throw new ApiError("bad_request", "This is not a cursor of this hub. Begin with the first page.");
  }
  return { among: match[1] as Place["among"], micros: Number(match[2]), id: match[3] };
}
