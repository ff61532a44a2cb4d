import { createHmac } from "node:crypto";
import { isSandbox } from "../../lib/contract/record-key.ts";
import type { Sql } from "../store/store.ts";
import { type Identifier, identifierKey } from "./identifiers.ts";

/** What an identifier is unique by. */
export type Name = Pick<Identifier, "kind" | "namespace" | "value">;

/**
 * Which of these names belong to somebody who was erased and must not come back.
 * @param sql the transaction that would write them: what it is told holds until it ends, since an erasure waits
 *   for every transaction that began before it
 * @returns their `identifierKey`s
 */
export async function heldOff(sql: Sql, identifiers: readonly Name[]): Promise<ReadonlySet<string>> {
  if (identifiers.length === 0) return new Set();
  const secret = await secretWhereAnyHolds(sql);
  if (secret === undefined) return new Set();
  const hashes = identifiers.map((name) => heldOffBy(name).map((one) => hashOf(secret, one)));
  const rows = await sql.query<{ hash: string }>(
    `select encode(held.hash, 'hex') as hash
     from unnest($1::text[]) as asked (hash)
     cross join lateral (
       select hash from suppression where hash = decode(asked.hash, 'hex') and lifted_at is null limit 1
     ) held`,
    [[...new Set(hashes.flat())]],
  );
  const held = new Set(rows.map((row) => row.hash));
  return new Set(
    identifiers
      .filter((_, n) => hashes[n]?.some((hash) => held.has(hash)))
      .map((name) => identifierKey(name)),
  );
}

/**
 * Counts what was held off, for the admin. Call it last in a transaction: two that hold off the same person wait
 * for each other here.
 * @param held one name for each event or line that was not kept: the one that held it off
 */
export async function countHeldOff(sql: Sql, held: readonly Name[], at: Date): Promise<void> {
  if (held.length === 0) return;
  const secret = await readSecret(sql);
  const hashes = held.map((name) => heldOffBy(name).map((one) => hashOf(secret, one)));
  // In one order, so that two that count the same names do not wait for each other in a circle.
  const rows = await sql.query<{ hash: string }>(
    `select encode(hash, 'hex') as hash from suppression
     where hash in (select decode(h, 'hex') from unnest($1::text[]) as h) and lifted_at is null
     order by suppression.hash for no key update`,
    [[...new Set(hashes.flat())]],
  );
  const known = new Set(rows.map(({ hash }) => hash));
  const counts = new Map<string, number>();
  for (const hash of hashes.flatMap((each) => each.find((one) => known.has(one)) ?? []))
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  await sql.query(
    `update suppression s set count = s.count + said.count, last_at = greatest(s.last_at, $3)
     from unnest($1::text[], $2::int[]) as said (hash, count) where s.hash = decode(said.hash, 'hex')`,
    [[...counts.keys()], [...counts.values()], at],
  );
}

/**
 * Holds names off from the commit of this transaction on. Those that were lifted hold again. Where an erasure before
 * holds one of them, all that it holds are this one's from now on: they are one person's, and are lifted together.
 */
export async function suppress(
  sql: Sql,
  erasureId: string,
  identifiers: readonly Name[],
  at: Date,
): Promise<void> {
  if (identifiers.length === 0) return;
  const secret = await readSecret(sql);
  const kinds = new Map(identifiers.map((name) => [hashOf(secret, comparable(name)), name.kind]));
  const sorted = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1));
  const hashes = sorted.map(([hash]) => hash);
  await sql.query(
    `with theirs as (
       select hash from suppression where lifted_at is null and erasure_id in (
         select erasure_id from suppression
         where hash in (select decode(h, 'hex') from unnest($2::text[]) as h) and lifted_at is null
       ) order by hash for update
     )
     update suppression set erasure_id = $1 where hash in (select hash from theirs)`,
    [erasureId, hashes],
  );
  await sql.query(
    `insert into suppression (hash, kind, erasure_id, at)
     select decode(hash, 'hex'), kind, $1, $2 from unnest($3::text[], $4::text[]) as s (hash, kind)
     on conflict (hash) do update set erasure_id = excluded.erasure_id, at = excluded.at,
       lifted_at = null, lifted_by = null, count = 0, last_at = null
       where suppression.lifted_at is not null`,
    [erasureId, at, hashes, sorted.map(([, kind]) => kind)],
  );
}

/** The keyed hash of one name, hexadecimal, as `suppression` holds it. */
export async function suppressionHash(sql: Sql, name: Name): Promise<string> {
  return hashOf(await readSecret(sql), comparable(name));
}

/** With it the hashes are made: whoever reads the table without it cannot try addresses. */
export async function readSecret(sql: Sql): Promise<Buffer> {
  const [row] = await sql.query<{ secret: Buffer }>("select suppression_secret as secret from hub");
  if (!row) throw new Error("The database has no row for its hub");
  return row.secret;
}

/** Most hubs hold nobody off: then nothing is hashed and nothing more is asked. */
async function secretWhereAnyHolds(sql: Sql): Promise<Buffer | undefined> {
  const [row] = await sql.query<{ secret: Buffer }>(
    "select suppression_secret as secret from hub where exists (select 1 from suppression where lifted_at is null)",
  );
  return row?.secret;
}

/** An address is one person's in production and in every copy of it, so it is hashed without its namespace. */
function comparable({ kind, namespace, value }: Name): Name {
  return { kind, namespace: kind === "email" ? "" : namespace, value };
}

/** What holds a name off: itself, and of a production record the same id of an org that was not named. */
export function heldOffBy(name: Name): Name[] {
  const own = comparable(name);
  const colon = name.namespace.indexOf(":");
  if (name.kind !== "crm_record" || colon < 0 || isSandbox(name.namespace)) return [own];
  const anywhere = `${name.namespace.slice(0, colon)}:*`;
  return name.namespace === anywhere ? [own] : [own, { ...own, namespace: anywhere }];
}

function hashOf(secret: Buffer, name: Name): string {
  return createHmac("sha256", secret).update(identifierKey(name)).digest("hex");
}
