import { PGlite, type Transaction, types } from "@electric-sql/pglite";
import { StoreUnavailable } from "./errors.ts";
import { withRetries } from "./retry.ts";
import type { Script, Sql, Store } from "./store.ts";

const asText = (value: string) => value;

/**
 * Opens the embedded database.
 * @param folder where it lives; without one it lives in memory. Nothing here keeps a second process out: see lock.ts.
 */
export async function openPglite(folder: string | undefined): Promise<Store> {
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
  return storeOf(database);
}

function storeOf(database: PGlite): Store {
  const open = () => {
    if (database.closed) throw new StoreUnavailable("The database is closed.");
  };
  return {
    engine: "pglite",
    async query<Row>(text: string, values?: readonly unknown[]) {
      open();
      return (await database.query<Row>(text, values as unknown[])).rows;
    },
    transaction<T>(work: (sql: Sql) => Promise<T>) {
      // The database runs one transaction at a time and keeps other queries waiting meanwhile.
      return withRetries(() => {
        open();
        return database.transaction((transaction) => work(within(transaction)));
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
      return database.transaction((transaction) => work(within(transaction)));
    },
    async script(text) {
      open();
      await database.exec(text);
    },
    async close() {
      if (!database.closed) await database.close();
    },
  };
}

function within(transaction: Transaction): Script {
  return {
    async query<Row>(text: string, values?: readonly unknown[]) {
      return (await transaction.query<Row>(text, values as unknown[])).rows;
    },
    async script(text) {
      await transaction.exec(text);
    },
  };
}
