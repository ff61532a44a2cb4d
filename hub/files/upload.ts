import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Sql } from "../store/store.ts";

/** A file on its way in, or in. */
export interface UploadRow {
  id: string;
  bytes: number;
  received: number;
  whole: boolean;
  /** The file that has the same bytes, where this one keeps none. */
  same_as: string | null;
}

/** Who calls; only members can. */
export function memberOf(call: Call): string {
  if (call.caller.kind !== "member") throw new ApiError("forbidden", "This needs a member's own access.");
  return call.caller.member.id;
}

/** @throws ApiError `not_found` for an upload that this member did not begin, or that is not here any more */
export async function findUpload(sql: Sql, id: string, memberId: string): Promise<UploadRow> {
  const [row] = await sql.query<UploadRow>(
    `select id, bytes, received, whole_at is not null as whole, same_as from file where id = $1 and member_id = $2`,
    [id, memberId],
  );
  if (row === undefined) {
    throw new ApiError(
      "not_found",
      "There is no such upload of yours: it was refused, or it was left for too long. Drop the file again.",
    );
  }
  return row;
}

export const shownUpload = ({ id, bytes, received }: UploadRow) => ({ id, bytes, received });
