import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { errorCode, StoreRefused } from "./errors.ts";
import type { Script } from "./store.ts";

/** One numbered file. */
export interface Migration {
  number: number;
  name: string;
  sha256: string;
  text: string;
}

/** Any number that no other program takes as an advisory lock in the same database. */
const LOCK = 4_283_190_661;
/** Migrations wait for each other and may be long, so the bound of ordinary statements is lifted. */
export const ALONE = `set local statement_timeout = 0; select pg_advisory_xact_lock(${LOCK});`;

/**
 * So long a migration waits for a table at a time, and whoever comes behind it for that table too: a backup that reads
 * for an hour must not stop the release before for an hour. Set after the lock above, which holds up nobody's work.
 */
const TABLE_WITHIN = "2s";
const AGAIN_MS = 8_000;
/** SQLSTATEs of a table that was not to be had in time, and of two that waited for each other. */
const HELD_UP = new Set(["55P03", "40P01"]);

/** What whoever migrates may be told meanwhile, and how they give it up. */
export interface Migrating {
  /** Is told in words what a migration waits for. */
  waits?: (because: string) => void;
  signal?: AbortSignal;
  /** Milliseconds between two tries, in which others pass. */
  again?: number;
}

/**
 * Brings the database to the newest form that this release knows. Several hubs may do so at once: each
 * migration is one transaction under a lock, and who comes second finds it done. One that does not get its tables
 * is given up and tried again, without end.
 * @returns the numbers applied by this call
 * @throws StoreRefused when the database is too new for this release, or was migrated by other files; the signal's reason
 */
export async function migrate(
  store: Script,
  known: Migration[] = readMigrations(),
  { waits, signal, again = AGAIN_MS }: Migrating = {},
): Promise<number[]> {
  await store.script(
    `${ALONE} create table if not exists migration (
       number integer primary key, name text not null, sha256 text not null,
       applied_at timestamptz not null default now())`,
  );
  const applied: number[] = [];
  for (const migration of known) {
    for (;;) {
      const outcome = await apply(store, migration);
      if (outcome === "applied") applied.push(migration.number);
      if (outcome !== "held up") break;
      waits?.(
        `another program uses tables that migration ${migration.name} changes, as pg_dump does; it is tried again every ${Math.ceil(again / 1_000)} seconds`,
      );
      await wait(again, undefined, { signal }).catch(() => {});
      signal?.throwIfAborted();
    }
  }
  await refuseNewer(store, known.at(-1)?.number ?? 0);
  return applied;
}

async function apply(store: Script, migration: Migration): Promise<"applied" | "known" | "held up"> {
  if (await isApplied(store, migration)) return "known";
  try {
    // The row comes first: if another hub was faster, it refuses the rest.
    await store.script(
      `${ALONE} insert into migration (number, name, sha256)
       values (${migration.number}, '${migration.name}', '${migration.sha256}');
       set local lock_timeout = '${TABLE_WITHIN}'; ${migration.text}`,
    );
    return "applied";
  } catch (error) {
    const code = errorCode(error) ?? "";
    if (HELD_UP.has(code)) return "held up";
    if (code === "23505" && (await isApplied(store, migration))) return "known";
    throw error;
  }
}

async function isApplied(store: Script, migration: Migration): Promise<boolean> {
  const [row] = await store.query<{ sha256: string }>("select sha256 from migration where number = $1", [
    migration.number,
  ]);
  if (row && row.sha256 !== migration.sha256) {
    throw new StoreRefused(
      `Migration ${migration.name} was applied to this database in another form than this release has. ` +
        "Use the release that made this database, or a newer one.",
    );
  }
  return row !== undefined;
}

/** Expand, then contract: a newer database says which migration a release must know to be able to use it. */
async function refuseNewer(store: Script, newest: number): Promise<void> {
  const [row] = await store.query<{ oldest_release: number }>("select oldest_release from hub");
  if (row && row.oldest_release > newest) {
    throw new StoreRefused(
      `This database was migrated by a newer release: it needs migration ${row.oldest_release}, ` +
        `and this release knows ${newest}. Start a newer release of Leadside.`,
    );
  }
}

/** Numbered files, `0001_start.sql`; the build puts the folder beside the bundle. */
export function readMigrations(): Migration[] {
  const folder = new URL("./migrations/", import.meta.url);
  return readdirSync(folder)
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const text = readFileSync(new URL(file, folder), "utf8");
      return {
        number: Number(file.slice(0, 4)),
        name: file.slice(0, -".sql".length),
        sha256: createHash("sha256").update(text).digest("hex"),
        text,
      };
    });
}
