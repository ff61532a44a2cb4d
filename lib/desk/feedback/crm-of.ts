import type { RecordRef } from "../../contract/record.ts";
import { crmName } from "../../crm/hosts.ts";

/** What people call the CRM that a record is in; null for one that we do not know. */
export const crmOf = (record: RecordRef): string | null => crmName(record);
