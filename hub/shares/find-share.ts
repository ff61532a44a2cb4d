import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Sql } from "../store/store.ts";
import { SHARE_COLUMNS, type ShareRow } from "./share-row.ts";

/** Who calls; only members send. */
export function memberOf({ caller }: Call) {
  if (caller.kind === "member") return caller.member;
  throw new ApiError("forbidden", "This needs a member's own access.");
}

/** @throws ApiError not_found */
export async function findShare(sql: Sql, id: string): Promise<ShareRow> {
  const [row] = await sql.query<ShareRow>(
    `select ${SHARE_COLUMNS} from share s join member m on m.id = s.member_id where s.id = $1`,
    [id],
  );
  if (row) return row;
  throw new ApiError("not_found", "There is no such link (any more).");
}
