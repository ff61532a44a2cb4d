import { setImmediate } from "node:timers/promises";
import { PGlite, type Transaction, types } from "@electric-sql/pglite";
import { DISK_FULL, errorCode, StoreUnavailable } from "./errors.ts";
import { freeBytes } from "./free-bytes.ts";
import { withRetries } from "./retry.ts";
import type { Script, Sql, Store } from "./store.ts";

const asText = (value: string) => value;

/**
 * With no room for its log the embedded database never returns, and the process with it. So before that nothing is
 * written any more: this is several of its log's files, which have 16 MB each.
 */
const RESERVE_BYTES = 128 * 1024 * 1024;
const LOOK_EVERY_MS = 250;

/**
 * Opens the embedded database.
 * @param folder where it lives; without one it lives in memory. Nothing here keeps a second process out: see lock.ts.
 * @param free tells the bytes that are free where it lives
 */
export async function openPglite(
  folder: string | undefined,
  free: () => number = folder === undefined ? () => Number.POSITIVE_INFINITY : freeBytes(folder),
): Promise<Store> {
  const room = roomOn(free);
  room();
  const database = await PGlite.create({
    dataDir: folder ?? "memory://",
    parsers: {
      [types.INT8]: Number,
      [types.DATE]: asText,
      [types.NUMERIC]: asText,
      [types.BYTEA]: (value: string) => Buffer.from(value.slice(2), "hex"),
    },
    // The serializer it comes with builds the text byte by byte, which runs out of memory on large files.
    serializers: {
      [types.BYTEA]: (value: Uint8Array) =>
        `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}`,
    },
  });
  return storeOf(database, room);
}

/** Throws while the disk has too little room for anything to be written. */
function roomOn(free: () => number): () => void {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let enough = true;
  return () => {
    const now = performance.now();
    if (now - lookedAt > LOOK_EVERY_MS) {
      lookedAt = now;
      enough = free() > RESERVE_BYTES;
    }
    if (!enough) throw new StoreUnavailable("The disk is full.", { cause: { code: DISK_FULL } });
  };
}

/** Reads go on without room. */
const READS = /^\s*select\b/i;

function storeOf(database: PGlite, room: () => void): Store {
  const open = () => {
    if (database.closed) throw new StoreUnavailable("The database is closed.");
  };
  return {
    engine: "pglite",
    async query<Row>(text: string, values?: readonly unknown[]) {
      open();
      if (!READS.test(text)) room();
      return (await database.query<Row>(text, values as unknown[]).catch(refuse)).rows;
    },
    transaction<T>(work: (sql: Sql) => Promise<T>) {
      // The database runs one transaction at a time and keeps other queries waiting meanwhile.
      return withRetries(() => {
        open();
        room();
        return database.transaction((transaction) => work(within(transaction))).catch(refuse);
      });
    },
    snapshot<T>(work: (sql: Sql) => Promise<T>) {
      open();
      return database.transaction(async (transaction) => {
        await transaction.exec("set transaction isolation level repeatable read, read only");
        return work(within(transaction));
      });
    },
    rebuild<T>(work: (sql: Script) => Promise<T>) {
      open();
      return database
        .transaction((transaction) => {
          const { query, script } = within(transaction);
          return work({
            query: (...statement) => {
              room();
              return query(...statement);
            },
            script,
          });
        })
        .catch(refuse) as Promise<T>;
    },
    async script(text) {
      open();
      room();
      await database.exec(text).catch(refuse);
    },
    async close() {
      if (!database.closed) await database.close();
    },
  };
}

/** Resources that are short: the database is there, and cannot do this now. */
function refuse(error: unknown): never {
  if (/^(53|58)/.test(errorCode(error) ?? "")) {
    throw new StoreUnavailable((error as Error).message, { cause: error });
  }
  throw error;
}

function within(transaction: Transaction): Script {
  return {
    async query<Row>(text: string, values?: readonly unknown[]) {
      // The database works in this very thread, and its promises alone never let the event loop turn: a queue of
      // transactions would stop everything else, health checks included, until all of them are through.
      await setImmediate();
      return (await transaction.query<Row>(text, values as unknown[])).rows;
    },
    async script(text) {
      await transaction.exec(text);
    },
  };
}
