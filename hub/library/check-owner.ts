import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";

/** @throws ApiError `not_found` for an owner who is no active member */
export async function checkOwner(sql: Sql, ownerId: string): Promise<void> {
  const rows = await sql.query("select 1 from member where id = $1 and deactivated_at is null", [ownerId]);
  if (rows.length === 0)
    throw new ApiError("not_found", "Nobody of that id is a member who signs in. Choose another owner.");
}
