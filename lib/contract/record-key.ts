import type { RecordRef } from "./record.ts";

/** One string for a record, for cache keys and comparison. The object is left out: the id implies it. */
export function recordKey(record: RecordRef): string {
  return `${record.crm}/${record.org}/${record.id}`;
}

/** Partitions whose orgs are copies of production and carry its record ids. */
const COPIED = new Set(["sandbox", "scratch", "patch"]);

/** Whether an org is a copy whose record ids must never match production's people. */
export function isSandbox(org: string): boolean {
  const partition = org.split(".").at(-1);
  return org.includes(".") && partition !== undefined && COPIED.has(partition);
}
