import type { RecordRef } from "../../lib/contract/record.ts";
import type { Sql } from "../store/store.ts";

/** Whom a member looked up. */
export interface LookedUp {
  /** Null where nobody is known. */
  personId: string | null;
  /** What feedback hangs on: merging and parting people moves it along. */
  identityId: number | null;
  companyId: string | null;
}

/** What feedback needs to know of people, who are another noun. */
export interface FeedbackPeople {
  /**
   * The person of a record, as this member looked them up at any time: what was said may come late.
   * @throws ApiError forbidden where they never did
   */
  lookedUp(sql: Sql, asked: { record: RecordRef; memberId: string }): Promise<LookedUp>;
  /** Whom an identity belongs to now, and their company. */
  personOf(sql: Sql, identityId: number): Promise<LookedUp>;
  /** All that the person of a record is known by and shares with nobody; empty where nobody is known. */
  identitiesOf(sql: Sql, record: RecordRef): Promise<number[]>;
  /** A record as the contract names it, out of its key. */
  recordOf(key: string): RecordRef | undefined;
}
