import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { Email } from "../people/email.ts";
import { readSecret } from "../people/suppression.ts";
import type { Sql } from "../store/store.ts";
import type { Subject } from "./find-subject.ts";

/** What an erasure took of one table: whole rows, and others' rows from which an address was cut. */
export interface Taken {
  deleted: number;
  redacted: number;
}

/** How far an erasure is. It names nobody. */
export interface Progress {
  erasureId: string;
  phase: "wait" | "history" | "rows" | "scan" | "statistics";
  /** Transactions that began before then may still write what is to be erased. */
  since: string | null;
  /** Whether no look through all tables is over yet. */
  isFirstLook: boolean;
  /** The table that is looked through, and its next block; null before the first. */
  table: string | null;
  block: number;
  /** What this look through all tables has found: it is done again until it finds nothing. */
  foundIn: string[];
  /** Identities of nobody, or of others, that name the address: erased with the rest. */
  more: number[];
  taken: Record<string, Taken>;
}

/** Who is erased: in the job only as long as it runs, and not to be read there. */
export interface Sealed {
  email: Email;
  subject: Subject;
}

export interface ErasureState {
  progress: Progress;
  sealed: Sealed;
}

/** Counts what was taken of a table. */
export function take(progress: Progress, table: string, { deleted = 0, redacted = 0 }: Partial<Taken>): void {
  if (deleted + redacted === 0) return;
  const taken = progress.taken[table] ?? { deleted: 0, redacted: 0 };
  progress.taken[table] = { deleted: taken.deleted + deleted, redacted: taken.redacted + redacted };
}

/** A job's payload: the progress in the open, the person sealed with this hub's secret. */
export async function sealState(
  sql: Sql,
  { progress, sealed }: ErasureState,
): Promise<Record<string, unknown>> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", await sealKey(sql), nonce);
  const text = Buffer.concat([cipher.update(JSON.stringify(sealed), "utf8"), cipher.final()]);
  return { progress, sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64") };
}

/**
 * Reads the state of an erasure's job, which nobody else changes until the transaction ends.
 * @returns undefined once it is done: then nothing of it is left
 */
export async function openState(sql: Sql, jobId: string): Promise<ErasureState | undefined> {
  const [job] = await sql.query<{ payload: { progress?: Progress; sealed?: string } }>(
    "select payload from job where id = $1 for update",
    [jobId],
  );
  const { progress, sealed } = job?.payload ?? {};
  if (progress === undefined || sealed === undefined) return undefined;
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", await sealKey(sql), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  return { progress, sealed: JSON.parse(text) as Sealed };
}

export async function saveState(sql: Sql, jobId: string, state: ErasureState): Promise<void> {
  const payload = JSON.stringify(await sealState(sql, state));
  await sql.query("update job set payload = $2::jsonb where id = $1", [jobId, payload]);
}

async function sealKey(sql: Sql): Promise<Buffer> {
  return createHmac("sha256", await readSecret(sql))
    .update("erasure under way")
    .digest();
}
