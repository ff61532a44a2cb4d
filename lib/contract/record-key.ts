import type { RecordRef } from "./record.ts";

/** One string for a record, for cache keys and comparison. The object is left out: the id implies it. */
export function recordKey(record: RecordRef): string {
  return `${record.crm}/${record.org}/${record.id}`;
}

/**
 * Whether an org is a sandbox: a copy of production with production's record ids, which must never match
 * production's people. Scratch and developer orgs have ids of their own.
 */
export function isSandbox(org: string): boolean {
  return org.endsWith(".sandbox");
}
