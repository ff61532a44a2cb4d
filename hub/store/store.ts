/** Rows come with bigint as number, timestamptz as Date, bytea as Buffer, json parsed: the same on both engines. */
export interface Sql {
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** The one seam to the database. Statements use nothing newer than PostgreSQL 15. */
export interface Store extends Sql {
  readonly engine: "pglite" | "postgres";
  /**
   * Runs `work` in one transaction (read committed). It is run again, up to five times, when the
   * database says that it collided with another one (serialisation failure, deadlock), so
   * `work` must do nothing outside of `sql`.
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
