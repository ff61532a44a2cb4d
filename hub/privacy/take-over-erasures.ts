import type { Sql } from "../store/store.ts";
import { ERASE, ERASE_BEFORE } from "./erase-person.ts";

/** What a foreign key of a table says that a hub does not know. */
const STILL_REFERRED_TO = "23503";

/**
 * Takes erasures over that a hub of release 0.2.0 on the same database began. It knows nothing of what a person was
 * sent, so it can end none of somebody who was sent something, and gives it up after some tries; from then on the job
 * is of a kind that it leaves alone.
 */
export async function takeOverErasures(sql: Sql): Promise<void> {
  await sql.query(
    `update job set kind = $1, failed_at = null, tries = 0, run_at = now(), claimed_by = null, claimed_until = null
     where kind = $2 and done_at is null and (claimed_until is null or claimed_until < now())
       and (failed_at is null or last_error = $3)`,
    [ERASE, ERASE_BEFORE, STILL_REFERRED_TO],
  );
}
