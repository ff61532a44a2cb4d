import type { Sql } from "../store/store.ts";
import type { ErasureState } from "./erasure-state.ts";
import type { Subject } from "./find-subject.ts";

/** Ends an erasure: what it took, by table, and what it could not take; nobody can be told from it. */
export async function writeReceipt(sql: Sql, { progress, sealed }: ErasureState, now: Date): Promise<void> {
  const { subject } = sealed;
  const tables = Object.entries(progress.taken)
    .map(([table, taken]) => ({ table, ...taken }))
    .sort((a, b) => (a.table < b.table ? -1 : 1));
  const receipt = {
    tables,
    suppressed: subject.held.length,
    notes: [...(await notesOn(sql, subject.addresses)), ...notesOnSeveral(subject)],
  };
  await sql.query("update erasure set state = 'done', finished_at = $2, receipt = $3::jsonb where id = $1", [
    progress.erasureId,
    now,
    JSON.stringify(receipt),
  ]);
}

function notesOnSeveral({ addresses, several }: Subject): string[] {
  const notes: string[] = [];
  if (addresses.length > 1) notes.push(`All ${addresses.length} addresses of the person were erased.`);
  if (several.length > 0) {
    notes.push(
      `Names that several of these addresses came with, such as a user id that a tool sends for everybody, are not held off (${several.length}): what comes by them from now on is kept.`,
    );
  }
  return notes;
}

async function notesOn(sql: Sql, addresses: readonly string[]): Promise<string[]> {
  const notes = [
    "Backups and exports made before this still hold the person, and so do your CRM and the tools that send here.",
  ];
  const members = await sql.query(
    "select 1 from sign_in_identity where kind = 'email' and value = any($1::text[])",
    [addresses],
  );
  if (members.length > 0) {
    notes.push(
      "An address is also a member's own, to sign in with. It stays there: deactivate the member if they are to go too.",
    );
  }
  const invites = await sql.query("select 1 from invite where email = any($1::text[])", [addresses]);
  if (invites.length > 0) {
    notes.push(
      `Invitations were made for an address (${invites.length}). Who was invited is kept: revoke those that are still open.`,
    );
  }
  return notes;
}
