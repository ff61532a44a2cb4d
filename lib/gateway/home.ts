import { browser } from "../bridge/browser.ts";
import type { RecordRef } from "../contract/record.ts";
import { addressOf } from "../crm/hosts.ts";
import { orgOf } from "../crm/registry.ts";

const PREFIX = "home ";

/** Remembers at which of its addresses a rep meets an org, so that its records open there. */
export async function noteHome(org: string, origin: string): Promise<void> {
  const key = PREFIX + org;
  if ((await browser.storage.local.get(key))[key] !== origin)
    await browser.storage.local.set({ [key]: origin });
}

/** An address of the record where the rep last met its org, or null for a CRM that is not known. */
export async function addressAtHome(record: RecordRef): Promise<string | null> {
  const key = PREFIX + record.org;
  const origin: unknown = (await browser.storage.local.get(key))[key];
  const known = typeof origin === "string" && orgOf(origin) === record.org;
  return addressOf(record, known ? origin : undefined);
}
