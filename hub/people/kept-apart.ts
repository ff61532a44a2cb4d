import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";
import { lockStanding } from "./merge-tree.ts";
import { readOwners, settleApart } from "./write-conflicts.ts";

/**
 * Keeps that two are not one, by an admin's word. It holds for them and for whoever is one with them later.
 * @param merge that was undone by it
 */
export async function writeApart(sql: Sql, one: string, other: string, merge: string | null): Promise<void> {
  const [a, b] = [one, other].sort();
  await sql.query(
    `insert into kept_apart (person_a, person_b, merge_id) values ($1, $2, $3)
     on conflict (person_a, person_b) do nothing`,
    [a, b, merge],
  );
}

/**
 * Settles a conflict, with all others between the same two: they are two, and no event makes them one. Said again
 * it changes nothing.
 * @throws ApiError not_found for an unknown conflict, conflict where they were merged in the meantime
 */
export async function keepApart(sql: Sql, conflictId: number): Promise<void> {
  const owners = await readOwners(sql, conflictId);
  if (!owners) throw new ApiError("not_found", "There is no such conflict. See the list of conflicts.");
  await lockStanding(sql, owners);
  const [one, other] = (await readOwners(sql, conflictId)) ?? [];
  if (one !== undefined && one === other) {
    throw new ApiError("conflict", "They are one person by now. To part them, undo the merge.", {
      personId: one,
    });
  }
  if (one !== undefined && other !== undefined) await writeApart(sql, one, other, null);
  await settleApart(sql, conflictId);
}
