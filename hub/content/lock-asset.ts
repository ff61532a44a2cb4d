import type { AssetKind } from "../../lib/contract/asset.ts";
import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";

export const noSuchAsset = () => new ApiError("not_found", "There is no content of that id.");

/**
 * Locks an asset for the rest of the transaction.
 * @throws ApiError `not_found`
 */
export async function lockAsset(sql: Sql, id: string): Promise<{ kind: AssetKind; audience: string }> {
  const [row] = await sql.query<{ kind: AssetKind; audience: string }>(
    "select kind, audience from asset where id = $1 for update",
    [id],
  );
  if (row === undefined) throw noSuchAsset();
  return row;
}
