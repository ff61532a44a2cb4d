import { ok, type Result } from "../bridge/result.ts";
import type { RecordRef } from "../contract/record.ts";
import { accountHere } from "./account.ts";
import { nameShown } from "./context-cache.ts";
import { NOT_CONNECTED, usableAccount } from "./hub.ts";
import type { Account, OutboxEntry } from "./vault.ts";

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
  return account.ok ? ok(await entryOf(account.value, kind, request, record, id, what)) : account;
}

/** The same for what is kept also while the rep is signed out: it goes when the same member connects again. */
export async function lastingEntry(
  kind: OutboxEntry["kind"],
  request: object,
  record: RecordRef,
  id: string,
  what: string,
): Promise<Result<{ entry: OutboxEntry; account: Account }>> {
  const { account } = await accountHere();
  if (!account) return NOT_CONNECTED;
  return ok({ entry: await entryOf(account, kind, request, record, id, what), account });
}

async function entryOf(
  account: Account,
  kind: OutboxEntry["kind"],
  request: object,
  record: RecordRef,
  id: string,
  what?: string,
): Promise<OutboxEntry> {
  const { hub, member } = account;
  const name = (await nameShown(account, record)) ?? `${record.object} ${record.id}`;
  const label = what === undefined ? name : `${what}, ${name}`;
  return { id, kind, request, label, hub, memberId: member.id, at: new Date().toISOString() };
}
