import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import { enqueue } from "../jobs/queue.ts";
import { type Email, readEmail } from "../people/email.ts";
import { suppress, suppressionHash } from "../people/suppression.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { sealState } from "./erasure-state.ts";
import { findSubject } from "./find-subject.ts";

/** The kind of job that does it. */
export const ERASE = "erase";

/**
 * Begins an erasure: from this commit on, no event, import or look-up brings the person back. What is there already
 * is taken by a job.
 * @throws ApiError bad_request for what is no address
 */
export async function beginErasure(
  sql: Sql,
  request: { email: string },
  call: Call,
  now: Date,
): Promise<{ id: string }> {
  const email = addressOf(request.email);
  const id = call.idempotencyKey;
  // The key is kept for ever, and out of a bare digest an address can be had by trying.
  const hash = await suppressionHash(sql, { kind: "email", namespace: "", value: email.value });
  const { first } = await writeOnce(sql, { kind: "erasePerson", call, request: { hash }, now });
  if (!first) return { id };
  const memberId = call.caller.kind === "member" ? call.caller.member.id : null;
  await sql.query("insert into erasure (id, at, member_id, state) values ($1, $2, $3, 'waiting')", [
    id,
    now,
    memberId,
  ]);
  const subject = await findSubject(sql, email);
  await suppress(sql, id, subject.held, now);
  const progress = {
    erasureId: id,
    phase: "wait" as const,
    since: null,
    table: null,
    block: 0,
    foundIn: [],
    more: [],
    taken: {},
  };
  const payload = await sealState(sql, { progress, sealed: { email, subject } });
  await enqueue(sql, { kind: ERASE, key: id, payload });
  return { id };
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
