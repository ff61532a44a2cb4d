import type { RecordRef } from "../../contract/record.ts";
import { HOSTS } from "./hosts.ts";

/**
 * An address that shows the record in Lightning, on the hosts of the page at `origin` if that is one of ours, such as
 * `https://acme.my.salesforce.com`; else on the standard ones.
 */
export function recordAddress(record: RecordRef, origin = ""): string {
  return `https://${record.org}.${lightningHost(origin)}/lightning/r/${record.object}/${record.id}/view`;
}

/** Where Lightning stands beside a page of ours at `origin`, or the standard host. */
export function lightningHost(origin: string): string {
  for (const hosts of Object.values(HOSTS)) {
    const host = hosts.find((end) => origin.toLowerCase().endsWith(`.${end}`));
    if (host !== undefined) return host.startsWith("lightning.") ? host : hosts[0];
  }
  return HOSTS.standard[0];
}
