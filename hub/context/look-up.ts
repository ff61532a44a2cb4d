import type { z } from "zod";
import type { ContextRequest } from "../../lib/contract/context.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { recordKey } from "../../lib/contract/record-key.ts";
import { readEmail } from "../people/email.ts";
import { type Found, findPerson } from "../people/find-person.ts";
import { heldOff, suppressionHash } from "../people/suppression.ts";
import type { Sql } from "../store/store.ts";
import {
  type Page,
  type PageRequest,
  pageOf,
  pageStatement,
  type TouchpointRow,
} from "../touchpoints/read-page.ts";
import { MARGIN_MS } from "./seen.ts";

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

/** A look-up that led to nobody, or to somebody with nothing to show. */
export async function logLookUp(sql: Sql, lookUp: LookUp): Promise<void> {
  await sql.query(
    `insert into look_up (member_id, at, by, record, email, person_id, snapshot)
     select $1, $2, $3, $4, ${emailUnlessHeldOff("$5", "$8")}, $6, $7`,
    await columnsOf(sql, lookUp),
  );
}

/**
 * Reads the first page of the person that a look-up led to, and keeps who looked up whom, when and by what, for the
 * admin; and for "seen", what the page showed that may have come after the snapshot: what was received shortly before
 * its newest. One statement, so that nobody waits twice.
 */
export async function readPageAndLog(sql: Sql, lookUp: LookUp, request: PageRequest): Promise<Page> {
  const page = pageStatement(request);
  const n = page.values.length;
  const rows = await sql.query<TouchpointRow>(
    `with page as (${page.text}),
     shown as (select id, received_at from page order by at desc, id desc limit $5 - 1),
     logged as (
       insert into look_up (member_id, at, by, record, email, person_id, snapshot, recent_ids)
       select $${n + 1}, $${n + 2}, $${n + 3}, $${n + 4}, ${emailUnlessHeldOff(`$${n + 5}`, `$${n + 8}`)}, $${n + 6},
         $${n + 7}, array(
         select id from shown
         where received_at > (select max(received_at) from shown) - interval '${MARGIN_MS} milliseconds'
       )
     )
     select * from page order by at desc, id desc`,
    [...page.values, ...(await columnsOf(sql, lookUp))],
  );
  return pageOf(rows, request.limit);
}

/**
 * Finds the person of a record as a look-up does. The address of somebody who was erased finds nobody, also while
 * what is held of them is still being taken away.
 */
export async function findLookedUp(sql: Sql, record: RecordRef, email?: string): Promise<Found | undefined> {
  const found = await findPerson(sql, record, email);
  const address = found?.by === "email" && email !== undefined ? readEmail(email) : undefined;
  if (address === undefined) return found;
  const held = await heldOff(sql, [{ kind: "email", namespace: "", value: address.value }]);
  return held.size > 0 ? undefined : found;
}

/** Of `look_up`: member, time, how, record, address, person and snapshot; and the hash that holds the address off. */
async function columnsOf(
  sql: Sql,
  { memberId, now, request, by, personId, snapshot }: LookUp,
): Promise<unknown[]> {
  const { record, hints } = request;
  // The address was used only where the record led to nobody.
  const email = by === "record" || by === "picked" ? undefined : hints?.email;
  const how =
    email === undefined ? "record" : hints?.emailFrom === "typed" ? "email_typed" : "email_from_page";
  // What is no address cannot be asked for among those of people who were erased, and so is not kept.
  const read = email === undefined ? undefined : readEmail(email);
  const address = read?.value;
  const hash = address && (await suppressionHash(sql, { kind: "email", namespace: "", value: address }));
  return [
    memberId,
    now,
    how,
    recordKey(record),
    read ? email : null,
    personId ?? null,
    snapshot,
    hash ?? null,
  ];
}

/** Asked in the statement that keeps it: an erasure that begins meanwhile waits for that statement. */
function emailUnlessHeldOff(email: string, hash: string): string {
  return `case when not exists (
    select 1 from suppression where hash = decode(${hash}::text, 'hex') and lifted_at is null
  ) then ${email}::text end`;
}
