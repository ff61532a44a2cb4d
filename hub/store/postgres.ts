import { createHash } from "node:crypto";
import pg from "pg";
import { StoreUnavailable } from "./errors.ts";
import { isLost, READS, translate } from "./postgres-errors.ts";
import { isStalePlan, withRetries } from "./retry.ts";
import type { Script, Sql, Store } from "./store.ts";

/** Every statement is bounded; migrations lift this for themselves. */
const STATEMENT_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** Beyond this many different texts, somebody builds statements from values: they are not prepared by name. */
const MOST_NAMES = 1_000;

const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const DATE_ARRAY = 1182;

const asText = (value: string) => value;
/** One dimension of values that are never quoted. */
const arrayOf =
  <Value>(parse: (value: string) => Value) =>
  (text: string): (Value | null)[] =>
    text === "{}"
      ? []
      : text
          .slice(1, -1)
          .split(",")
          .map((value) => (value === "NULL" ? null : parse(value)));
const PARSERS = new Map<number, (value: string) => unknown>([
  [INT8, Number],
  [INT8_ARRAY, arrayOf(Number)],
  [DATE, asText],
  [DATE_ARRAY, arrayOf(asText)],
]);

/** How a hub names itself to the server, which shows who is connected. */
export const HUB_PROGRAM = "leadside";

/**
 * Opens a pool of connections to a PostgreSQL server, 15 or newer.
 * @param url `postgres://name:password@host:port/database`
 * @param program as the server shows it; a name in `url` does not count
 * @throws StoreUnavailable when it cannot be reached
 */
export async function openPostgres(url: string, program = HUB_PROGRAM): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: withoutProgram(url),
    max: 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: 2 * STATEMENT_TIMEOUT_MS,
    keepAlive: true,
    application_name: program,
    // The planner's guess for a large company makes it compile what then runs for milliseconds.
    options: "-c jit=off",
    types: {
      getTypeParser: ((oid: number, format?: "text" | "binary") =>
        (format !== "binary" && PARSERS.get(oid)) ||
        pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
    },
  });
  // An idle connection that breaks is dropped by the pool; the next query opens another one.
  pool.on("error", () => {});
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    throw translate(error);
  }
  return storeOf(pool);
}

/** What stands in the address counts for the driver more than what it is told beside it. */
function withoutProgram(url: string): string {
  const parsed = new URL(url);
  if (!parsed.searchParams.has("application_name")) return url;
  parsed.searchParams.delete("application_name");
  return parsed.href;
}

/** For work that is long by its nature. */
const UNBOUNDED = "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;";

function storeOf(pool: pg.Pool): Store {
  const named = statementNames();
  const plain: NameStatement = (text, values) => ({ text, ...written(values) });
  return {
    engine: "postgres",
    async query<Row>(text: string, values?: readonly unknown[]) {
      try {
        return (await pool.query(named(text, values))).rows as Row[];
      } catch (error) {
        // Of a server that was started anew, a connection may be left that does not know it yet.
        if (!isStalePlan(error) && !(isLost(error) && READS.test(text))) throw translate(error);
        try {
          return (await pool.query(text, values as unknown[])).rows as Row[];
        } catch (again) {
          throw translate(again);
        }
      }
    },
    transaction<T>(work: (sql: Sql) => Promise<T>) {
      return withRetries(() => inTransaction(pool, "begin", named, work));
    },
    snapshot<T>(work: (sql: Sql) => Promise<T>) {
      const begin = `begin isolation level repeatable read, read only; ${UNBOUNDED}`;
      return inTransaction(pool, begin, plain, work);
    },
    rebuild<T>(work: (sql: Script) => Promise<T>) {
      return inTransaction(pool, `begin; ${UNBOUNDED}`, plain, work);
    },
    async script(text) {
      try {
        await pool.query(text);
      } catch (error) {
        throw translate(error);
      }
    },
    close: () => pool.end(),
  };
}

/** Gives a connection on which the transaction has begun; one that turns out to be dead is left for another. */
async function beginOn(pool: pg.Pool, begin: string, onError: () => void): Promise<pg.PoolClient> {
  for (let tries = 1; ; tries++) {
    let client: pg.PoolClient | undefined;
    try {
      client = await pool.connect();
      // Between two queries a lost connection is an event, and without a listener the end of the process.
      client.on("error", onError);
      await client.query(begin);
      return client;
    } catch (error) {
      client?.off("error", onError);
      client?.release(true);
      if (tries === 2 || !isLost(error)) throw translate(error);
    }
  }
}

async function inTransaction<T>(
  pool: pg.Pool,
  begin: string,
  named: NameStatement,
  work: (sql: Script) => Promise<T>,
): Promise<T> {
  let broken = false;
  const onError = () => {
    broken = true;
  };
  const client = await beginOn(pool, begin, onError);
  broken = false;
  try {
    const result = await work({
      async query<Row>(text: string, values?: readonly unknown[]) {
        try {
          return (await client.query(named(text, values))).rows as Row[];
        } catch (error) {
          throw translate(error);
        }
      },
      async script(text) {
        try {
          await client.query(text);
        } catch (error) {
          throw translate(error);
        }
      },
    });
    await client.query("commit");
    return result;
  } catch (error) {
    const cause = translate(error);
    broken ||= cause instanceof StoreUnavailable || isStalePlan(cause);
    if (!broken) {
      await client.query("rollback").catch(onError);
    }
    throw cause;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}

type NameStatement = (text: string, values?: readonly unknown[]) => pg.QueryConfig;

/** Statements are prepared once a connection, under a name made of their text. */
function statementNames(): NameStatement {
  const names = new Map<string, string>();
  return (text, values) => {
    let name = names.get(text);
    if (name === undefined && names.size < MOST_NAMES) {
      name = createHash("sha256").update(text).digest("base64url").slice(0, 22);
      names.set(text, name);
    }
    return { ...(name === undefined ? {} : { name }), text, ...written(values) };
  };
}

const written = (values?: readonly unknown[]) =>
  values === undefined ? {} : { values: values.map(listAsText) };

/**
 * A list of numbers, booleans or texts as PostgreSQL reads it. The driver's own way takes twice as long, and
 * ingestion is lists of hundreds of values. Lists of anything else are left to it.
 */
function listAsText(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  let text = "";
  for (const item of value as unknown[]) {
    text += text === "" ? "{" : ",";
    if (typeof item === "string") {
      // Most need no escaping, and to look is quicker than to replace nothing.
      const isPlain = !item.includes('"') && !item.includes("\\");
      text += isPlain ? `"${item}"` : `"${item.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
    } else if (typeof item === "number" || typeof item === "boolean") text += item;
    else if (item === null || item === undefined) text += "NULL";
    else return value;
  }
  return text === "" ? "{}" : `${text}}`;
}
