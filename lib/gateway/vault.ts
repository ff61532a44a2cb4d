import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { z } from "zod";
import { OUTBOX_KINDS } from "../bridge/outbox-kinds.ts";

/** What signs this browser's requests. Lives where no content script can read it: the extension's IndexedDB. */
export const Account = z.object({
  /** The hub's address without a slash at its end. */
  hub: z.url(),
  token: z.string().min(1),
  member: z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.string() }),
  since: z.string(),
  /** The hub refused the token. It is kept so that what waits still belongs to somebody. */
  signedOut: z.boolean(),
});
export type Account = z.infer<typeof Account>;

/**
 * A join whose answer has not come yet; asking again must use the same key and the same name. `earlier`: the same
 * invitation under other names, one of which may have arrived.
 */
export const Joining = z.object({
  hub: z.string(),
  code: z.string(),
  name: z.string(),
  key: z.string(),
  earlier: z.array(z.object({ name: z.string(), key: z.string() })).default([]),
});
export type Joining = z.infer<typeof Joining>;

/** One thing that a rep did, on its way to the hub. */
export const OutboxEntry = z.object({
  /** The idempotency key. */
  id: z.string(),
  kind: z.enum(OUTBOX_KINDS),
  request: z.unknown(),
  /** The record it is about, for the rep's list of what waits. */
  label: z.string(),
  hub: z.string(),
  memberId: z.string(),
  at: z.string(),
  /** The rep is still writing it: not sent before, unless they say that they are done. */
  heldUntil: z.string().optional(),
  /** The tab where they write it: gone, or showing another panel, nobody writes any more. */
  heldIn: z.number().optional(),
  /** When feedback was first sent, of which the hub may know since. Absent: it never left this browser. */
  sentFirst: z.string().optional(),
});
export type OutboxEntry = z.infer<typeof OutboxEntry>;

/** What the hub refused for good, kept so that it can be told. */
export const Refusal = z.object({
  id: z.string(),
  kind: OutboxEntry.shape.kind,
  at: z.string(),
  message: z.string(),
  hubCode: z.string().optional(),
  /** Whose it was, and what it was about. Absent in what older versions kept. */
  label: z.string().optional(),
  hub: z.string().optional(),
  memberId: z.string().optional(),
  /** What the rep had written. */
  words: z.string().optional(),
});
export type Refusal = z.infer<typeof Refusal>;

interface Schema extends DBSchema {
  settings: { key: "account" | "joining"; value: unknown };
  /** In the order of the clicks: the key counts up by itself. */
  outbox: { key: number; value: unknown; indexes: { id: string } };
  refusals: { key: string; value: unknown };
}

export type Vault = IDBPDatabase<Schema>;

/** The browser keeps nothing for us: private windows of some browsers, a full disk, a broken profile. */
export class VaultError extends Error {
  constructor(cause: unknown) {
    super(
      "This browser does not let Leadside keep anything. Check the free disk space, or use a window that is not private.",
      { cause },
    );
  }
}

let opened: Promise<Vault> | undefined;

async function open(): Promise<Vault> {
  try {
    const vault = await openDB<Schema>("leadside", 1, {
      upgrade(database) {
        database.createObjectStore("settings");
        const outbox = database.createObjectStore("outbox", { autoIncrement: true });
        outbox.createIndex("id", "id", { unique: true });
        database.createObjectStore("refusals", { keyPath: "id" });
      },
      // Another version of this extension wants to upgrade: let it.
      blocking: () => {
        opened = undefined;
        vault.close();
      },
      terminated: () => {
        opened = undefined;
      },
    });
    return vault;
  } catch (error) {
    opened = undefined;
    throw new VaultError(error);
  }
}

/** The open vault; one connection a worker. Throws `VaultError`. */
export function openVault(): Promise<Vault> {
  opened ??= open();
  return opened;
}

/** The account, or null if none was made or what is kept cannot be read. Throws `VaultError`. */
export async function readAccount(): Promise<Account | null> {
  const vault = await openVault();
  const account = Account.safeParse(await vault.get("settings", "account"));
  return account.success ? account.data : null;
}

/** Keeps the account and forgets the join that led to it, together. Throws `VaultError`. */
export async function writeAccount(account: Account): Promise<void> {
  const vault = await openVault();
  const change = vault.transaction("settings", "readwrite");
  await Promise.all([change.store.put(account, "account"), change.store.delete("joining"), change.done]);
}

/** Forgets the account. What waits in the outbox stays, for when the same member connects again. */
export async function forgetAccount(): Promise<void> {
  const vault = await openVault();
  await vault.delete("settings", "account");
}

/**
 * Marks the token as refused, unless another one took its place meanwhile.
 * @returns whether it was marked just now
 */
export async function markSignedOut(token: string): Promise<boolean> {
  const vault = await openVault();
  const change = vault.transaction("settings", "readwrite");
  const account = Account.safeParse(await change.store.get("account"));
  const marks = account.success && account.data.token === token && !account.data.signedOut;
  if (marks) await change.store.put({ ...account.data, signedOut: true }, "account");
  await change.done;
  return marks;
}
