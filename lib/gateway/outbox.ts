import { z } from "zod";
import type { Refused, Waiting } from "../bridge/messages.ts";
import { isTold } from "../bridge/outbox-kinds.ts";
import { failed, ok, type Result } from "../bridge/result.ts";
import type { EndpointName, RequestOf } from "../contract/endpoints.ts";
import type { ContextPart } from "../contract/feedback.ts";
import { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import { accountHere } from "./account.ts";
import { withoutTaken } from "./given-feedback.ts";
import { askHub } from "./hub.ts";
import { isUnknownEndpoint } from "./hub-client.ts";
import { lateWords, wordsIn } from "./late-words.ts";
import { type Account, OutboxEntry, openVault, Refusal, VaultError } from "./vault.ts";

/** How long a click waits to be told "sent", in milliseconds; after that it waits in the outbox. */
const PATIENCE = 4_000;

/** Which endpoint carries which kind of entry. The request was parsed when it was put in. */
const CALLS = {
  confirm: "confirm",
  undo_confirm: "undoConfirm",
  seen: "seen",
  note_share: "noteShare",
  put_away: "putAway",
  undo_put_away: "undoPutAway",
  give_feedback: "giveFeedback",
  hold_feedback: "changeFeedback",
  change_feedback: "changeFeedback",
  take_back_feedback: "takeBackFeedback",
  reopen_feedback: "reopenFeedback",
  see_answer: "seeAnswer",
  answer_credit: "answerCredit",
  skip_ask: "skipAsk",
} as const satisfies Record<OutboxEntry["kind"], EndpointName>;

const About = z.object({ record: RecordRef.optional(), id: z.string().optional() });

/** The record and the other entry that an entry is about, if any. */
function aboutOf({ request }: OutboxEntry): z.infer<typeof About> {
  const about = About.safeParse(request);
  return about.success ? about.data : {};
}

/** One row as kept, with its place in the order. */
interface Row {
  order: number;
  entry: OutboxEntry;
}

let flushing: Promise<void> | undefined;
let askedAgain = false;

/**
 * Puts in what the rep did, then tries to send it. It is kept before anything is sent, under the id made at
 * the click: doing this twice, or dying between any two lines, sends it once.
 * @returns whether it arrived, or is still on its way; `refused` if the hub will not take it. Throws `VaultError`
 */
export async function sendOnce(entry: OutboxEntry): Promise<Result<{ sent: boolean; sending: boolean }>> {
  await put(entry);
  await Promise.race([flushOutbox(), new Promise((resume) => setTimeout(resume, PATIENCE))]);
  const vault = await openVault();
  const refusal = Refusal.safeParse(await vault.get("refusals", entry.id));
  if (refusal.success) return failed("refused", refusal.data.message, refusal.data.hubCode);
  const sent = (await vault.countFromIndex("outbox", "id", entry.id)) === 0;
  return ok({ sent, sending: !sent && isSending() });
}

/** Sends what waits, in order, until all is sent or the hub cannot be asked; what the hub chokes on stays behind. Safe to call at any time. */
export function flushOutbox(): Promise<void> {
  askedAgain = true;
  flushing ??= flushUntilQuiet().finally(() => {
    flushing = undefined;
  });
  return flushing;
}

/** Whether what waits is being sent now. */
export function isSending(): boolean {
  return flushing !== undefined;
}

/**
 * Keeps what the rep is still writing: sent when its time is over, unless they say before that they are done, or drop it.
 * Throws `VaultError`.
 */
export async function keepDraft(entry: OutboxEntry & { heldUntil: string }): Promise<void> {
  await put(entry);
}

/** Forgets what was being written about this item. Throws `VaultError`. */
export async function dropDrafts(about: string): Promise<void> {
  const vault = await openVault();
  const change = vault.transaction("outbox", "readwrite");
  for (let at = await change.store.openCursor(); at; at = await at.continue()) {
    const entry = OutboxEntry.safeParse(at.value);
    if (entry.success && entry.data.heldUntil !== undefined && aboutOf(entry.data).id === about)
      await at.delete();
  }
  await change.done;
}

/**
 * What was begun goes: nobody is writing any more.
 * @param tabId where nobody is, absent after the browser started: anywhere
 */
export async function releaseDrafts(tabId?: number): Promise<void> {
  const vault = await openVault();
  const change = vault.transaction("outbox", "readwrite");
  const gone: OutboxEntry[] = [];
  for (let at = await change.store.openCursor(); at; at = await at.continue()) {
    const entry = OutboxEntry.safeParse(at.value);
    if (!entry.success || entry.data.heldUntil === undefined) continue;
    if (tabId !== undefined && entry.data.heldIn !== tabId) continue;
    gone.push(entry.data);
    await at.delete();
  }
  // Behind what was done meanwhile, such as that the rep began to write.
  for (const entry of gone) await change.store.add(released(entry));
  await change.done;
}

/**
 * Of a click that waits and was never sent, these parts do not leave the browser. One that was sent may have arrived, and
 * keeps its words for its key. Throws `VaultError`.
 * @param id the item's
 */
export async function takeFromWaiting(id: string, taken: readonly ContextPart[]): Promise<void> {
  const vault = await openVault();
  const change = vault.transaction("outbox", "readwrite");
  const order = await change.store.index("id").getKey(id);
  const entry = OutboxEntry.safeParse(order === undefined ? undefined : await change.store.get(order));
  if (entry.success && entry.data.kind === "give_feedback" && entry.data.sentFirst === undefined) {
    const request = withoutTaken(entry.data.request, taken);
    if (request) await change.store.put({ ...entry.data, request }, order);
  }
  await change.done;
}

/** What waits for the connection, oldest first. "Seen" waits too, but is nothing that the rep did. */
export async function waitingItems(): Promise<z.infer<typeof Waiting>[]> {
  const { account } = await accountHere();
  if (!account) return [];
  const rows = (await rowsOf(account)).filter(({ entry }) => entry.heldUntil === undefined);
  return rows.map(({ entry: { id, kind, at, label } }) => ({ id, kind, at, label }));
}

/** What waits to be sent for an account, oldest first, as it was put in. */
export async function waitingEntries(account: Account): Promise<OutboxEntry[]> {
  return (await rowsOf(account)).map(({ entry }) => entry);
}

/** What the hub refused for good. */
export async function refusals(): Promise<Refusal[]> {
  const vault = await openVault();
  const kept = await vault.getAll("refusals");
  return kept.flatMap((value) => {
    const refusal = Refusal.safeParse(value);
    return refusal.success ? [refusal.data] : [];
  });
}

/** What this member did and the hub refused, to be told until they dismiss it. "Seen" is nothing that they did. */
export async function refusedItems(): Promise<z.infer<typeof Refused>[]> {
  const { account } = await accountHere();
  if (!account) return [];
  return (await refusals()).flatMap(({ id, kind, at, message, label, hub, memberId, words }) => {
    const mine = hub === account.hub && memberId === account.member.id;
    if (!mine || label === undefined || !isTold(kind)) return [];
    return [{ id, kind, at, message, label, ...(words ? { words } : {}) }];
  });
}

/** The rep read of this refusal. */
export async function dismissRefusal(id: string): Promise<void> {
  const vault = await openVault();
  await vault.delete("refusals", id);
}

/** Forgets what was refused; what waits stays. */
export async function clearRefusals(): Promise<void> {
  const vault = await openVault();
  await vault.clear("refusals");
}

/** What is there under this id stays, but for a draft. Throws `VaultError` where the browser has no room for it. */
async function put(entry: OutboxEntry): Promise<void> {
  const vault = await openVault();
  const change = vault.transaction("outbox", "readwrite");
  const write = async () => {
    const order = await change.store.index("id").getKey(entry.id);
    if (order === undefined) return change.store.add(entry);
    const known = OutboxEntry.safeParse(await change.store.get(order));
    if (!known.success || known.data.heldUntil === undefined) return;
    // What is done now comes after what was done since it was begun.
    await change.store.delete(order);
    await change.store.add(entry);
  };
  try {
    await Promise.all([write(), change.done]);
  } catch (error) {
    throw new VaultError(error);
  }
}

async function flushUntilQuiet(): Promise<void> {
  while (askedAgain) {
    askedAgain = false;
    const { account } = await accountHere();
    if (!account || account.signedOut) return;
    const stuck = new Set<string>();
    const now = new Date().toISOString();
    for (const row of await rowsOf(account)) {
      const { heldUntil } = row.entry;
      if (heldUntil !== undefined && heldUntil > now) continue;
      const subjects = subjectsOf(row.entry);
      if (subjects.some((subject) => stuck.has(subject))) continue;
      if (heldUntil !== undefined) {
        await release(row);
        askedAgain = true;
        continue;
      }
      const outcome = await deliver(account, row);
      if (outcome === "stop") return;
      if (outcome === "stuck") for (const subject of subjects) stuck.add(subject);
    }
  }
}

/** Whose time is over is sent as it is: nothing that is typed later may take its place on the way. */
async function release({ order }: Row): Promise<void> {
  const vault = await openVault();
  const change = vault.transaction("outbox", "readwrite");
  // As it is now: more may have been typed since it was read.
  const entry = OutboxEntry.safeParse(await change.store.get(order));
  if (entry.success && entry.data.heldUntil !== undefined) {
    await change.store.delete(order);
    await change.store.add(released(entry.data));
  }
  await change.done;
}

/** From now on the hub may know it. @returns it as it is now */
async function beginSending({ order, entry }: Row): Promise<OutboxEntry> {
  const vault = await openVault();
  const change = vault.transaction("outbox", "readwrite");
  const kept = OutboxEntry.safeParse(await change.store.get(order));
  const now = kept.success ? kept.data : entry;
  const write = async () => {
    if (!kept.success || now.sentFirst !== undefined) return;
    await change.store.put({ ...now, sentFirst: new Date().toISOString() }, order);
  };
  // A full disk takes no other words for it either.
  await Promise.all([write(), change.done]).catch(() => {});
  return now;
}

/** The browser had no connection at all: it is as if it had not been sent, unless it was sent before. */
async function neverLeft({ order, entry: { sentFirst } }: Row): Promise<void> {
  if (sentFirst !== undefined) return;
  const vault = await openVault();
  const change = vault.transaction("outbox", "readwrite");
  const kept = OutboxEntry.safeParse(await change.store.get(order));
  if (kept.success) {
    const { sentFirst: _, ...entry } = kept.data;
    await change.store.put(entry, order);
  }
  await change.done;
}

const released = ({ heldUntil: _, heldIn: __, ...entry }: OutboxEntry): OutboxEntry => entry;

/** What an entry is about: entries with one in common keep their order. */
function subjectsOf(entry: OutboxEntry): string[] {
  const { record, id: undone } = aboutOf(entry);
  return [entry.id, ...(record ? [recordKey(record)] : []), ...(undone ? [undone] : [])];
}

/** @returns "stuck" when the hub chokes on this entry, "stop" when nothing can be sent now */
async function deliver(account: Account, row: Row): Promise<"done" | "stuck" | "stop"> {
  const { order } = row;
  const entry = row.entry.kind === "give_feedback" ? await beginSending(row) : row.entry;
  const name = CALLS[entry.kind];
  const answer = await askHub(account, name, entry.request as RequestOf<typeof name>, {
    idempotencyKey: entry.id,
    tries: 1,
  });
  if (!answer.ok && answer.error.code !== "refused") {
    if (row.entry.kind === "give_feedback" && !navigator.onLine) await neverLeft(row);
    return answer.error.hubCode === "internal" ? "stuck" : "stop";
  }
  // A hub of before it could be said: what was said waits until it is updated.
  if (!answer.ok && isUnknownEndpoint(answer.error)) return "stuck";
  const late = answer.ok ? undefined : lateWords(entry, answer.error.hubCode);
  const vault = await openVault();
  const change = vault.transaction(["outbox", "refusals"], "readwrite");
  if (late) {
    // In the same place, and at once under a key of its own.
    const [first, ...further] = late;
    const outbox = change.objectStore("outbox");
    await Promise.all([outbox.put(first, order), ...further.map((part) => outbox.add(part))]);
    await change.done;
    askedAgain = true;
    return "stuck";
  }
  if (!answer.ok) {
    const { message, hubCode } = answer.error;
    const { id, kind, label, hub, memberId } = entry;
    const words = wordsIn(entry.request);
    const refusal: Refusal = {
      id,
      kind,
      at: new Date().toISOString(),
      message,
      label,
      hub,
      memberId,
      ...(hubCode ? { hubCode } : {}),
      ...(words === undefined ? {} : { words }),
    };
    await change.objectStore("refusals").put(refusal);
  }
  await change.objectStore("outbox").delete(order);
  await change.done;
  return "done";
}

/** What waits for this member of this hub; another member's waits for them to connect again. */
async function rowsOf(account: Account): Promise<Row[]> {
  const vault = await openVault();
  const rows: Row[] = [];
  for (let at = await vault.transaction("outbox").store.openCursor(); at; at = await at.continue()) {
    const entry = OutboxEntry.safeParse(at.value);
    if (!entry.success) continue;
    const { hub, memberId } = entry.data;
    if (hub === account.hub && memberId === account.member.id)
      rows.push({ order: at.key, entry: entry.data });
  }
  return rows;
}
