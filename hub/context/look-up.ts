import type { z } from "zod";
import type { ContextRequest } from "../../lib/contract/context.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { recordKey } from "../../lib/contract/record-key.ts";
import type { Sql } from "../store/store.ts";
import { recentIds } from "./seen.ts";

export interface LookUp {
  memberId: string;
  now: Date;
  request: z.output<typeof ContextRequest>;
  /** How the person was found, if anybody was. */
  by: "record" | "picked" | "email" | undefined;
  personId?: string;
  /** What could be read before the answer was. */
  snapshot: string;
}

/** How long a look-up lets its member read on: a day at work, with a panel that stays open. */
const READS_ON_MS = 24 * 3_600_000;

/**
 * Whether a member's own look-up led to a person lately, by this record if one is given: nobody's history is
 * read without a trace of who did, and why.
 */
export async function hasLookedUp(
  sql: Sql,
  look: { memberId: string; personId: string; record: RecordRef | undefined; now: Date },
): Promise<boolean> {
  const rows = await sql.query(
    `select 1 from look_up
     where member_id = $1 and person_id = $2 and at > $3 and ($4::text is null or record = $4) limit 1`,
    [
      look.memberId,
      look.personId,
      new Date(look.now.getTime() - READS_ON_MS),
      look.record === undefined ? null : recordKey(look.record),
    ],
  );
  return rows.length > 0;
}

/** Keeps who looked up whom, when and by what, for the admin; and what the answer showed, for "seen". */
export async function logLookUp(
  sql: Sql,
  { memberId, now, request, by, personId, snapshot }: LookUp,
  shown: readonly { id: number; received_at: Date }[],
): Promise<void> {
  const { record, hints } = request;
  // The address was used only where the record led to nobody.
  const email = by === "record" || by === "picked" ? undefined : hints?.email;
  const how =
    email === undefined ? "record" : hints?.emailFrom === "typed" ? "email_typed" : "email_from_page";
  await sql.query(
    `insert into look_up (member_id, at, by, record, email, person_id, snapshot, recent_ids)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [memberId, now, how, recordKey(record), email ?? null, personId ?? null, snapshot, recentIds(shown)],
  );
}
