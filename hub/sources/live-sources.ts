import type { Sql } from "../store/store.ts";
import type { FoundSource } from "./find-source.ts";

/** The sources that are taken from, by id: not those that were deleted. */
export async function liveSources(sql: Sql): Promise<Map<string, FoundSource>> {
  const rows = await sql.query<FoundSource>(
    "select id, name, type, org from source where deleted_at is null",
  );
  return new Map(rows.map((row) => [row.id, row]));
}
