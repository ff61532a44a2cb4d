import type { z } from "zod";
import type { ContextRequest } from "../../lib/contract/context.ts";
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
