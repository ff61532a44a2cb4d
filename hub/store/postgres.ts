import { createHash } from "node:crypto";
import pg from "pg";
import { errorCode, StoreUnavailable } from "./errors.ts";
import { isStalePlan, withRetries } from "./retry.ts";
import type { Sql, Store } from "./store.ts";

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

/**
 * Opens a pool of connections to a PostgreSQL server, 15 or newer.
 * @param url `postgres://name:password@host:port/database`
 * @throws StoreUnavailable when it cannot be reached
 */
export async function openPostgres(url: string): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: 2 * STATEMENT_TIMEOUT_MS,
    keepAlive: true,
    application_name: "leadside",
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

function storeOf(pool: pg.Pool): Store {
  const named = statementNames();
  return {
    engine: "postgres",
    async query<Row>(text: string, values?: readonly unknown[]) {
      try {
        return (await pool.query(named(text, values))).rows as Row[];
      } catch (error) {
        if (!isStalePlan(error)) throw translate(error);
        return (await pool.query(text, values as unknown[])).rows as Row[];
      }
    },
    transaction<T>(work: (sql: Sql) => Promise<T>) {
      return withRetries(() => inTransaction(pool, named, work));
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

async function inTransaction<T>(
  pool: pg.Pool,
  named: NameStatement,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw translate(error);
  });
  let broken = false;
  // Between two queries a lost connection is an event, and without a listener the end of the process.
  const onError = () => {
    broken = true;
  };
  client.on("error", onError);
  try {
    await client.query("begin");
    const result = await work({
      async query<Row>(text: string, values?: readonly unknown[]) {
        try {
          return (await client.query(named(text, values))).rows as Row[];
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
    return { ...(name === undefined ? {} : { name }), text, values: values?.map(listAsText) };
  };
}

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

/** SQLSTATE classes and codes that say: not now. Connection, resources, operator, read-only after a fail-over. */
const UNAVAILABLE = /^(08|53|57|58|25006|3D000|28)/;
const LOST = /terminat|timeout|not queryable|pool after calling end|ECONN|EPIPE|socket/i;

/** Tells a database that is away from one that refused this statement. */
function translate(error: unknown): unknown {
  const code = errorCode(error);
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code)) {
    return UNAVAILABLE.test(code) ? new StoreUnavailable(messageOf(error), { cause: error }) : error;
  }
  const system = code !== undefined && /^E[A-Z_]+$/.test(code);
  if (
    error instanceof Error &&
    !(error instanceof StoreUnavailable) &&
    (system || LOST.test(error.message))
  ) {
    return new StoreUnavailable(messageOf(error), { cause: error });
  }
  return error;
}

/** Several addresses tried without success come as one error without a message of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
