import type { Sql } from "../store/store.ts";

/** What feedback needs to know of opportunities, which are another noun. */
export interface Pipeline {
  /** Whether any are known, and of when the newest amounts are. */
  readPipelineState(sql: Sql): Promise<{ state: "not_connected" | "connected"; at: Date | null }>;
  /**
   * SQL for sums of open ones, as rows of key, currency and amount, each opportunity once a key.
   * @param members a table in the statement, with the columns key, company_id and identity_id
   */
  openAmountsSql(members: string): string;
}
