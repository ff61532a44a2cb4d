import { z } from "zod";
import { browser } from "../bridge/browser.ts";
import { ContextView, type RecentPerson } from "../bridge/messages.ts";
import type { ContextReply } from "../contract/context.ts";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import { ContextIndex, type IndexEntry, shown } from "./context-index.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { type Account, readAccount } from "./vault.ts";

const INDEX = "context-index";
const PREFIX = "context ";
const MOST = 200;

/** An e-mail address to look the person up by where no record says who it is. */
export interface EmailHint {
  value: string;
  from: "page" | "typed";
}

/** `email` is the hint that was sent along, and from where: another hint may find another person. */
const Kept = z.object({
  email: z.string().nullable(),
  from: z.enum(["page", "typed"]).optional(),
  view: ContextView,
});
type Kept = z.infer<typeof Kept>;

const inTurn = oneAtATime();

/** Whose view it is: another member of the same hub has seen other things. */
function keysOf(account: Account): string {
  return `${PREFIX}${account.hub} ${account.member.id} `;
}

function keyOf(account: Account, record: RecordRef): string {
  return keysOf(account) + recordKey(record);
}

/** What is kept of a record for this account, or null. Never from before the browser started. */
export async function keptContext(
  account: Account,
  record: RecordRef,
  email: EmailHint | undefined,
): Promise<ContextView | null> {
  const kept = await readEntry(keyOf(account, record));
  if (!kept) return null;
  const { by } = kept.view.context.match;
  const byRecord = by === "record" || by === "picked";
  return byRecord || kept.email === (email?.value ?? null) ? kept.view : null;
}

/**
 * The same for a page that was just opened: before its e-mail was read, the one that it showed the last time
 * stands for it.
 */
export async function rememberedContext(account: Account, record: RecordRef): Promise<ContextView | null> {
  const kept = await readEntry(keyOf(account, record));
  return kept?.from === "page" ? kept.view : keptContext(account, record, undefined);
}

async function readEntry(key: string): Promise<Kept | null> {
  const kept = Kept.safeParse((await browser.storage.session.get(key))[key]);
  return kept.success ? kept.data : null;
}

/**
 * Keeps an answer. Entry and index are written together, so that a worker which dies here leaves both or none.
 * A full area drops the older half; if that does not help, nothing is kept, which costs only time. Nothing is
 * kept for an account that ended meanwhile: the clearing may have come before its last answer. What the page's
 * e-mail brought is worth more than "nobody" without it.
 */
export function keepContext(
  account: Account,
  record: RecordRef,
  email: EmailHint | undefined,
  view: ContextView,
): Promise<void> {
  return inTurn(async () => {
    const now = await readAccount();
    if (now?.token !== account.token || now.signedOut) return;
    const key = keyOf(account, record);
    const nobody = email === undefined && view.context.match.by === "none";
    if (nobody && (await readEntry(key))?.from === "page") return;
    const kept: Kept = { email: email?.value ?? null, ...(email ? { from: email.from } : {}), view };
    const entry: IndexEntry = { key, seenAt: view.fetchedAt, ...personIn(record, view) };
    const before = await readIndex();
    for (const most of [MOST, Math.max(1, Math.floor(before.length / 2))]) {
      const { index, dropped } = shown(before, entry, most);
      if (dropped.length > 0) await browser.storage.session.remove(dropped);
      try {
        await browser.storage.session.set({ [key]: kept, [INDEX]: index });
        return;
      } catch {
        // No room: once more with fewer.
      }
    }
  });
}

/** A kept context was shown again: it moves to the front. */
export function touchContext(account: Account, record: RecordRef, at: string): Promise<void> {
  return inTurn(async () => {
    const key = keyOf(account, record);
    const before = await readIndex();
    const entry = before.find((one) => one.key === key);
    if (!entry) return;
    const person = entry.person ? { person: { ...entry.person, seenAt: at } } : {};
    await browser.storage.session.set({ [INDEX]: shown(before, { key, seenAt: at, ...person }, MOST).index });
  });
}

/** Changes what is kept of a record, if something is, as what the rep did just now changed it. */
export function amendContext(
  account: Account,
  record: RecordRef,
  change: (context: ContextReply) => ContextReply,
): Promise<void> {
  return inTurn(async () => {
    const key = keyOf(account, record);
    const kept = await readEntry(key);
    if (!kept) return;
    const view = { ...kept.view, context: change(kept.view.context) };
    // No room for it: what was kept says less, and nothing false.
    await browser.storage.session.set({ [key]: { ...kept, view } }).catch(() => {});
  });
}

/** The record's context is no longer true, such as after a confirmation. */
export async function dropContext(account: Account, record: RecordRef): Promise<void> {
  await browser.storage.session.remove(keyOf(account, record));
}

/** Forgets every kept context. Also those that no index names, after a worker that died. */
export function clearContexts(): Promise<void> {
  return inTurn(async () => {
    const all = Object.keys(await browser.storage.session.get(null));
    await browser.storage.session.remove([INDEX, ...all.filter((key) => key.startsWith(PREFIX))]);
  });
}

/** The people that this browser showed since it started, most recent first. */
export async function recentPeople(account: Account): Promise<RecentPerson[]> {
  const mine = keysOf(account);
  return (await readIndex()).flatMap(({ key, person }) => (person && key.startsWith(mine) ? [person] : []));
}

/** The name that was shown beside this record, or null. */
export async function nameShown(account: Account, record: RecordRef): Promise<string | null> {
  const key = keyOf(account, record);
  return (await readIndex()).find((entry) => entry.key === key)?.person?.name ?? null;
}

/** How many records are kept. */
export async function countContexts(): Promise<number> {
  return (await readIndex()).length;
}

async function readIndex(): Promise<ContextIndex> {
  const index = ContextIndex.safeParse((await browser.storage.session.get(INDEX))[INDEX]);
  return index.success ? index.data : [];
}

function personIn(record: RecordRef, { context, fetchedAt }: ContextView): { person?: RecentPerson } {
  const { person, touchpoints } = context;
  if (!person) return {};
  const newest = touchpoints.items.find(({ passive }) => !passive);
  return {
    person: {
      record,
      name: person.name ?? person.emails[0] ?? "No name",
      seenAt: fetchedAt,
      ...(person.company ? { company: person.company.name } : {}),
      ...(newest ? { last: { title: newest.title, at: newest.at } } : {}),
    },
  };
}
