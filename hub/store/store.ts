/**
 * Rows come in the same shapes from both engines: bigint as number, timestamptz as Date, bytea as Buffer,
 * json parsed, date as `YYYY-MM-DD`; numeric as a string, since it may not fit a number (cast it in SQL).
 * Values go in likewise; json goes in as text.
 */
export interface Sql {
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** One transaction that may also make and change tables. */
export interface Script extends Sql {
  /** Runs several statements without values. */
  script(text: string): Promise<void>;
}

/** The one seam to the database. Statements use nothing newer than PostgreSQL 15. */
export interface Store extends Sql {
  readonly engine: "pglite" | "postgres";
  /**
   * Runs `work` in one transaction (read committed). It is run again, up to five times, when the
   * database says that it collided with another one (serialisation failure, deadlock), or when it throws
   * `RetryTransaction`, so `work` must do nothing outside of `sql`. Inside of `work`, use `sql` only: PGlite
   * has one connection, and a query by another way would wait for this transaction for ever.
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in one read-only transaction that sees the database as it is at its first query, however long it
   * takes. It is run once. On PGlite everybody else waits until it ends.
   */
  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Runs `work` in one transaction, all or nothing of it, however long it takes. It is run once. */
  rebuild<T>(work: (sql: Script) => Promise<T>): Promise<T>;
  /** Runs several statements without values, all or none of them. For migrations. */
  script(text: string): Promise<void>;
  close(): Promise<void>;
}
