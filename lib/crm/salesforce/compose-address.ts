import type { RecordRef } from "../../contract/record.ts";
import { lightningHost } from "./record-address.ts";

/** The CRM's own composer for this record. Only whom it is for can be given along, no subject and no text. */
export function composeAddress(record: RecordRef, origin = ""): string {
  return `https://${record.org}.${lightningHost(origin)}/lightning/action/quick/Global.SendEmail?recordId=${record.id}`;
}
