import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";

export const noSuchClaim = () => new ApiError("not_found", "There is no talking point of that id.");

/** A talking point, locked. `version`: its newest; null where it has only a draft. */
export interface LockedClaim {
  id: string;
  title: string;
  retired: boolean;
  version: { id: string; number: number } | null;
}

/**
 * Locks a talking point for the rest of the transaction. Who locks several locks the smallest id first.
 * @throws ApiError `not_found`
 */
export async function lockClaim(sql: Sql, id: string): Promise<LockedClaim> {
  const [row] = await sql.query<{ title: string; retired: boolean }>(
    "select title, retired_at is not null as retired from claim where id = $1 for update",
    [id],
  );
  if (row === undefined) throw noSuchClaim();
  const [version] = await sql.query<{ id: string; number: number }>(
    "select id, number from claim_version where claim_id = $1 order by number desc limit 1",
    [id],
  );
  return { id, ...row, version: version ?? null };
}
