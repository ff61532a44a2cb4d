import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import { enqueue } from "../jobs/queue.ts";
import { type Email, readEmail } from "../people/email.ts";
import { suppress, suppressionHash } from "../people/suppression.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { sealState } from "./erasure-state.ts";
import { findSubject, type Subject } from "./find-subject.ts";

/** The kind of job that does it. */
export const ERASE = "erase_with_feedback";
/** Of releases before, which do not know all that hangs on a person now: until 0.2.0, and of 0.3.0. */
export const ERASE_BEFORE = ["erase", "erase_person"] as const;

/**
 * Begins an erasure: from this commit on, no event, import or look-up brings the person back. What is there already
 * is taken by a job.
 * @throws ApiError bad_request for what is no address, conflict for a person of several addresses, unless the request
 *   says to erase them all: they may be several people
 */
export async function beginErasure(
  sql: Sql,
  request: { email: string; alsoAddresses?: boolean | undefined },
  call: Call,
  now: Date,
): Promise<{ id: string }> {
  const email = addressOf(request.email);
  const id = call.idempotencyKey;
  // The key is kept for ever, and out of a bare digest an address can be had by trying.
  const hash = await suppressionHash(sql, { kind: "email", namespace: "", value: email.value });
  const { first } = await writeOnce(sql, { kind: "erasePerson", call, request: { hash }, now });
  if (!first) return { id };
  const subject = await findSubject(sql, email);
  if (subject.addresses.length > 1 && request.alsoAddresses !== true) {
    throw new ApiError(
      "conflict",
      `This person has ${subject.addresses.length} addresses, and may be several people taken for one. Look at their merges and undo what is wrong; or erase all of them at once, with alsoAddresses (--all-addresses).`,
    );
  }
  const memberId = call.caller.kind === "member" ? call.caller.member.id : null;
  await queueErasure(sql, { id, memberId, email, subject }, now);
  return { id };
}

/** Holds a person off, and queues the job that takes what is there. */
export async function queueErasure(
  sql: Sql,
  { id, memberId, email, subject }: { id: string; memberId: string | null; email: Email; subject: Subject },
  now: Date,
): Promise<void> {
  await sql.query("insert into erasure (id, at, member_id, state) values ($1, $2, $3, 'waiting')", [
    id,
    now,
    memberId,
  ]);
  await suppress(sql, id, subject.held, now);
  const progress = {
    erasureId: id,
    phase: "wait" as const,
    since: null,
    isFirstLook: true,
    table: null,
    block: 0,
    foundIn: [],
    more: [],
    taken: {},
  };
  const payload = await sealState(sql, { progress, sealed: { email, subject } });
  await enqueue(sql, { kind: ERASE, key: id, payload });
}

/**
 * Reads the address of a person.
 * @throws ApiError bad_request
 */
export function addressOf(text: string): Email {
  const email = readEmail(text);
  if (email !== undefined) return email;
  throw new ApiError("bad_request", "email: this is not an address that a person outside can have.");
}
