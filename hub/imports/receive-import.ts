import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { ImportRequest } from "../../lib/contract/import.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { enqueue } from "../jobs/queue.ts";
import { countHeldOff } from "../people/suppression.ts";
import { cutHeldOff } from "../privacy/cut-held-off.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { firstWord } from "./first-word.ts";
import { heldOffNames, identifiersOf } from "./line-mention.ts";
import type { ReportLine } from "./read-line.ts";
import { readReport } from "./read-report.ts";
import { type Column, needWho } from "./understand-columns.ts";
import { UploadedFile } from "./uploaded-file.ts";

/** Lines a transaction. */
const CHUNK = 500;
/** A file that was not received by then never will be. */
export const GIVEN_UP_AFTER_MS = 24 * 3_600_000;

type Request = z.output<typeof ImportRequest>;

/** One sending of a file. */
interface Sending {
  id: string;
  attempt: string;
  org: string | null;
}

/**
 * Keeps the lines of a report as they come in, and queues the work on them once all are there. A file that was not
 * received to its end is begun anew when it is sent again; one that was is answered again.
 * @returns the import's id
 */
export async function receiveImport(hub: Hub, call: Call, request: Request): Promise<{ id: string }> {
  if (request.asOf !== undefined && Date.parse(request.asOf) > hub.now().getTime()) {
    throw new ApiError("bad_request", "asOf lies in the future: a report is made before it is imported.");
  }
  const file = new UploadedFile(call.upload ?? new Blob([]).stream());
  const sending = { id: call.idempotencyKey, attempt: randomUUID(), org: request.org ?? null };
  const once = (sql: Sql) =>
    writeOnce(sql, { kind: "importPeople", call, request: { ...request, file: digest }, now: hub.now() });
  let digest = "";

  if (await isReceived(hub, sending.id)) {
    for await (const _piece of file.bytes());
    digest = file.digest();
    await hub.store.transaction(once);
    return { id: sending.id };
  }

  const report = await readReport(file.bytes(), request.map);
  needWho(report.columns);
  await begin(hub, call, request, sending, report.columns);
  try {
    const heard = firstWord();
    let chunk: ReportLine[] = [];
    for await (const line of report.lines) {
      chunk.push(line.taken ? { ...line, taken: heard(line.taken) } : line);
      if (chunk.length < CHUNK) continue;
      await keep(hub, sending, chunk);
      chunk = [];
    }
    if (chunk.length > 0) await keep(hub, sending, chunk);
  } catch (error) {
    // What is wrong with the file will be so again. Whatever else happened, the same file may be sent again.
    if (error instanceof ApiError && error.code !== "conflict") await giveUp(hub, sending, error.message);
    throw error;
  }
  digest = file.digest();
  await hub.store.transaction(async (sql) => {
    await once(sql);
    const rows = await sql.query(
      "update import set state = 'waiting' where id = $1 and attempt = $2 and state = 'receiving' returning id",
      [sending.id, sending.attempt],
    );
    if (rows.length === 0) throw overtaken();
    await dropGivingUp(sql, sending.id);
    await enqueue(sql, { kind: "import", key: sending.id, payload: { import: sending.id } });
  });
  return { id: sending.id };
}

/** Whether a write with this key was finished. */
async function isReceived(hub: Hub, id: string): Promise<boolean> {
  return (await hub.store.query("select 1 from write_once where key = $1", [id])).length > 0;
}

async function begin(
  hub: Hub,
  call: Call,
  request: Request,
  { id, attempt, org }: Sending,
  columns: readonly Column[],
): Promise<void> {
  const memberId = call.caller.kind === "member" ? call.caller.member.id : null;
  const now = hub.now();
  await hub.store.transaction(async (sql) => {
    // A heading may be anything, somebody's address too.
    const [labelled] = await cutHeldOff(sql, [JSON.stringify(columns)]);
    const made = await sql.query(
      `insert into import (id, member_id, state, attempt, org, columns, as_of, created_at)
       values ($1, $2, 'receiving', $3, $4, $5::jsonb, $6, $7)
       on conflict (id) do update set state = 'receiving', attempt = $3, org = $4, columns = $5::jsonb, as_of = $6,
         created_at = $7, lines = 0, done = 0, suppressed = 0, bad = 0, finished_at = null, error = null
         where import.member_id is not distinct from $2 and import.state in ('receiving', 'failed')
       returning id`,
      [id, memberId, attempt, org, labelled, request.asOf ?? now, now],
    );
    if (made.length === 0) {
      throw new ApiError("conflict", "This Idempotency-Key was used for another import. Use a new one.");
    }
    await sql.query("delete from import_line where import_id = $1", [id]);
    await sql.query("delete from import_fault where import_id = $1", [id]);
    await dropGivingUp(sql, id);
    const runAt = new Date(now.getTime() + GIVEN_UP_AFTER_MS);
    await enqueue(sql, { kind: "import_given_up", key: attempt, payload: { import: id, attempt }, runAt });
  });
}

async function keep(hub: Hub, { id, attempt, org }: Sending, lines: readonly ReportLine[]): Promise<void> {
  await hub.store.transaction(async (sql) => {
    const read = lines.flatMap(({ line, taken }) => (taken ? [{ line, taken }] : []));
    const held = await heldOffNames(
      sql,
      read.map(({ taken }) => identifiersOf(taken, org)),
    );
    const kept = read.filter((_, n) => held[n] === undefined);
    const bad = lines.length - read.length;
    const suppressed = read.length - kept.length;
    const rows = await sql.query(
      `update import set lines = lines + $3, bad = bad + $4, suppressed = suppressed + $5, done = done + $4 + $5
       where id = $1 and attempt = $2 and state = 'receiving' returning id`,
      [id, attempt, lines.length, bad, suppressed],
    );
    if (rows.length === 0) throw overtaken();
    // Others' lines may name somebody who was erased, as their owner, say.
    const texts = await cutHeldOff(
      sql,
      kept.map(({ taken }) => JSON.stringify(taken)),
    );
    await sql.query(
      "insert into import_line (import_id, line, fields) select $1, line, fields::jsonb from unnest($2::int[], $3::text[]) as l (line, fields)",
      [id, kept.map(({ line }) => line), texts],
    );
    const heldLines = new Set(read.filter((_, n) => held[n] !== undefined).map(({ line }) => line));
    const faults = lines.filter(({ line, fault }) => fault !== undefined && !heldLines.has(line));
    if (faults.length > 0) {
      await sql.query(
        "insert into import_fault (import_id, line, field, reason) select $1, * from unnest($2::int[], $3::text[], $4::text[])",
        [
          id,
          faults.map(({ line }) => line),
          faults.map(({ fault }) => fault?.field ?? null),
          faults.map(({ fault }) => fault?.reason),
        ],
      );
    }
    await countHeldOff(
      sql,
      held.flatMap((name) => name ?? []),
      hub.now(),
    );
  });
}

/** Takes back the job that would end an import whose file does not come in whole: it would seem to wait for a day. */
async function dropGivingUp(sql: Sql, id: string): Promise<void> {
  await sql.query(
    "delete from job where kind = 'import_given_up' and done_at is null and claimed_by is null and payload->>'import' = $1",
    [id],
  );
}

/** Two requests with one key at once: the later one goes on. */
function overtaken(): ApiError {
  return new ApiError(
    "conflict",
    "This file is being sent once more with the same Idempotency-Key; that one goes on.",
  );
}

/** Ends an import whose file was not received, and forgets its lines. */
export async function giveUp(
  hub: Hub,
  { id, attempt }: Pick<Sending, "id" | "attempt">,
  why: string,
): Promise<void> {
  await hub.store.transaction(async (sql) => {
    const rows = await sql.query(
      `update import set state = 'failed', finished_at = $3, error = $4
       where id = $1 and attempt = $2 and state = 'receiving' returning id`,
      [id, attempt, hub.now(), why],
    );
    if (rows.length === 0) return;
    await sql.query("delete from import_line where import_id = $1", [id]);
  });
}
