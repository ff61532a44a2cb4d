import type { Sql } from "../store/store.ts";
import { ERASE, ERASE_BEFORE } from "./erase-person.ts";

/** What a foreign key of a table says that a hub does not know. */
const STILL_REFERRED_TO = "23503";

/**
 * Takes erasures over that a hub of the release before began on the same database. It knows nothing of feedback, so it
 * can end none of somebody about whom some was given, and gives it up after some tries; from then on the job is of a
 * kind that it leaves alone.
 */
export async function takeOverErasures(sql: Sql): Promise<void> {
  await sql.query(
    `update job set kind = $1, failed_at = null, tries = 0, run_at = now(), claimed_by = null, claimed_until = null
     where kind = any($2::text[]) and done_at is null and (claimed_until is null or claimed_until < now())
       and (failed_at is null or last_error = $3)`,
    [ERASE, ERASE_BEFORE, STILL_REFERRED_TO],
  );
}
