/**
 * Rows come in the same shapes from both engines: bigint as number, timestamptz as Date, bytea as Buffer,
 * json parsed, date as `YYYY-MM-DD`; numeric as a string, since it may not fit a number (cast it in SQL).
 * Values go in likewise; json goes in as text.
 */
export interface Sql {
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
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
  /** Runs several statements without values, all or none of them. For migrations. */
  script(text: string): Promise<void>;
  close(): Promise<void>;
}
