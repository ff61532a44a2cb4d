import { ok, type Result } from "../bridge/result.ts";
import type { RecordRef } from "../contract/record.ts";
import { nameShown } from "./context-cache.ts";
import { usableAccount } from "./hub.ts";
import type { OutboxEntry } from "./vault.ts";

/**
 * What the rep did, ready to be put into the outbox, labelled with the person's name.
 * @param id the uuid made at the click
 * @param what in words, to stand before the name
 */
export async function outboxEntry(
  kind: OutboxEntry["kind"],
  request: object,
  record: RecordRef,
  id: string,
  what?: string,
): Promise<Result<OutboxEntry>> {
  const account = await usableAccount();
  if (!account.ok) return account;
  const { hub, member } = account.value;
  const name = (await nameShown(account.value, record)) ?? `${record.object} ${record.id}`;
  const label = what === undefined ? name : `${what}, ${name}`;
  return ok({ id, kind, request, label, hub, memberId: member.id, at: new Date().toISOString() });
}
