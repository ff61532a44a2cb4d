import { randomUUID } from "node:crypto";
import { readEmail } from "../people/email.ts";
import { identifierKey } from "../people/identifiers.ts";
import { heldOff } from "../people/suppression.ts";
import { queueErasure } from "../privacy/erase-person.ts";
import { findSubject } from "../privacy/find-subject.ts";
import type { Sql } from "../store/store.ts";
import { quoted } from "./catalogue.ts";

/** What a replaced database knew of erasures that the file in its place does not. */
export interface CarriedErasures {
  /** Names that are held off, and that the file would have let in. */
  heldOff: number;
  /** People whom the file brought back, and whom a job erases again as soon as a hub runs. */
  erasedAgain: number;
  /** People who share a file's person with an address that nobody erased: an admin has to look at them. */
  left: number;
  /** Names that another hub held off, whose hashes mean nothing in this one. */
  unknown: number;
}

const CHUNK = 5_000;
const address = (value: string) => ({ kind: "email" as const, namespace: "", value });

/**
 * Keeps what was erased since a file was made from coming back with it: what the database that it replaces holds off
 * is held off on, and whom the file brought back is erased again.
 * @param sql whose statements mean the tables that were filled from the file
 * @param home the schema of the tables that are replaced
 * @param tables those of them that are there
 */
export async function carryErasures(
  sql: Sql,
  home: string,
  tables: readonly string[],
  now: Date,
): Promise<CarriedErasures> {
  const carried: CarriedErasures = { heldOff: 0, erasedAgain: 0, left: 0, unknown: 0 };
  // Release 0.1.0 erased nobody.
  if (!tables.includes("suppression")) return carried;
  const of = (table: string) => `${quoted(home)}.${quoted(table)}`;
  const missing = `${of("suppression")} s where s.lifted_at is null
    and not exists (select 1 from suppression own where own.hash = s.hash and own.lifted_at is null)`;
  const [row] = await sql.query<{ count: number }>(`select count(*)::int as count from ${missing}`);
  const count = row?.count ?? 0;
  if (count === 0) return carried;
  if (!(await isSameHub(sql, of("hub")))) return { ...carried, unknown: count };

  await sql.query(
    `insert into erasure (id, at, member_id, state, finished_at, receipt)
     select e.id, e.at, m.id, 'done', coalesce(e.finished_at, $1), e.receipt
     from ${of("erasure")} e left join member m on m.id = e.member_id
     where e.id in (select s.erasure_id from ${missing}) on conflict (id) do nothing`,
    [now],
  );
  await sql.query(
    `insert into suppression (hash, kind, erasure_id, at, count, last_at)
     select s.hash, s.kind, s.erasure_id, s.at, s.count, s.last_at from ${missing}
     on conflict (hash) do update set erasure_id = excluded.erasure_id, at = excluded.at, lifted_at = null,
       lifted_by = null, count = excluded.count, last_at = excluded.last_at`,
  );
  return { ...carried, heldOff: count, ...(await eraseAgain(sql, now)) };
}

/** Hashes compare under one secret alone. A file of a release that had none yet takes that of its own hub. */
async function isSameHub(sql: Sql, replaced: string): Promise<boolean> {
  await sql.query(
    `update hub set suppression_secret = before.suppression_secret from ${replaced} before
     where before.id = hub.id and not exists (select 1 from suppression) and not exists (select 1 from erasure)`,
  );
  const same = await sql.query(
    `select 1 from hub join ${replaced} before on before.suppression_secret = hub.suppression_secret`,
  );
  return same.length > 0;
}

/** Finds the addresses in the file that are held off now, by their hashes, and queues the erasure of whose they are. */
async function eraseAgain(sql: Sql, now: Date): Promise<Pick<CarriedErasures, "erasedAgain" | "left">> {
  const done = new Set<string>();
  let [erasedAgain, left] = [0, 0];
  for (let after = 0; ; ) {
    const rows = await sql.query<{ id: number; value: string }>(
      "select id, value from identity where kind = 'email' and id > $1 order by id limit $2",
      [after, CHUNK],
    );
    const held = await heldOff(
      sql,
      rows.map(({ value }) => address(value)),
    );
    for (const { value } of rows) {
      const email = held.has(identifierKey(address(value))) ? readEmail(value) : undefined;
      if (email === undefined || done.has(email.value)) continue;
      const subject = await findSubject(sql, email);
      for (const one of subject.addresses) done.add(one);
      const theirs = await heldOff(sql, subject.addresses.map(address));
      if (theirs.size < subject.addresses.length) left += 1;
      else {
        await queueErasure(sql, { id: randomUUID(), memberId: null, email, subject }, now);
        erasedAgain += 1;
      }
    }
    const last = rows.at(-1);
    if (last === undefined) return { erasedAgain, left };
    after = last.id;
  }
}
