import type { RecordRef } from "../../lib/contract/record.ts";

/** What the inbox needs to know of people's records, which are another noun's. */
export interface InboxPeople {
  /** A record as the contract names it, out of its key. */
  recordOf(key: string): RecordRef | undefined;
  /** Where the CRM shows it; undefined for a CRM whose addresses are not known. */
  recordAddress(record: RecordRef): string | undefined;
}
