import type { RecordRef } from "../../lib/contract/record.ts";
import type { Sql } from "../store/store.ts";

/** Who a link is made for. */
export interface Addressee {
  personId: string;
  name: string | undefined;
  /** As it is written, of a mailbox that is theirs alone. */
  email: string | undefined;
  /** All that the person is known by. */
  identityIds: number[];
  /** What the link hangs on: merging and parting people moves it along. */
  identityId: number;
}

/** How a person that something hangs on is called. */
export interface Named {
  personId: string;
  name: string;
  company: string | undefined;
}

/** What shares need to know of people, who are another noun. */
export interface People {
  /**
   * The person of a record, as this member looked them up.
   * @throws ApiError forbidden where they did not, not_found where nobody is known
   */
  addressee(sql: Sql, asked: { record: RecordRef; memberId: string; now: Date }): Promise<Addressee>;
  /** By identity; who belongs to nobody (any more) is absent. */
  named(sql: Sql, identityIds: readonly number[]): Promise<ReadonlyMap<number, Named>>;
  /** Whether a member looked up, within a day, the person whom an identity belongs to. */
  lookedUp(sql: Sql, asked: { identityId: number; memberId: string; now: Date }): Promise<boolean>;
  /** A record as the contract names it, out of its key. */
  recordOf(key: string): RecordRef | undefined;
}
