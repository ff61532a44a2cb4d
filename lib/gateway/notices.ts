import { z } from "zod";
import { browser } from "../bridge/browser.ts";
import { tellNews } from "../bridge/news-signal.ts";
import { RecordRef } from "../contract/record.ts";
import { accountHere } from "./account.ts";
import { dropContext } from "./context-cache.ts";
import { addressAtHome } from "./home.ts";
import { askMine } from "./mine.ts";
import { answersAmong, type Notice, newsAmong, type Reader } from "./news.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { Account } from "./vault.ts";

const KEY = "notices";
/** `on`: the rep wants the browser to say it. `told`: readings and answers that were told, of this account; nothing but their ids and times. */
const Notices = z.object({
  on: z.boolean(),
  whose: z.string().optional(),
  told: z.record(z.string(), z.string()).nullable(),
});
type Notices = z.infer<typeof Notices>;

/** A notification's id says where its click leads, since the worker that made it may be gone by then. */
const NoticeId = z.object({ leadside: z.literal("reading"), id: z.string(), record: RecordRef.optional() });

const inTurn = oneAtATime();

async function read(): Promise<Notices> {
  const kept = Notices.safeParse((await browser.storage.local.get(KEY))[KEY]);
  return kept.success ? kept.data : { on: false, told: null };
}

/** Whether the browser notifies: the rep wants it, and the browser still allows it. */
export async function noticesOn(): Promise<boolean> {
  return (await read()).on && (await browser.permissions.contains({ permissions: ["notifications"] }));
}

/** Keeps whether the rep wants notifications. Not wanted any more, the permission is given back. */
export async function turnNotices(on: boolean): Promise<void> {
  await inTurn(async () => browser.storage.local.set({ [KEY]: { ...(await read()), on } }));
  if (!on) await browser.permissions.remove({ permissions: ["notifications"] });
}

/**
 * Asks who read what the member sent and what marketing answered, and tells of each once: the panel that shows the record
 * asks anew, else the browser notifies if the rep wants it. What was told is kept first, so that a worker that dies here
 * tells nothing twice.
 */
export function lookForNews(): Promise<void> {
  return inTurn(async () => {
    const { account } = await accountHere();
    if (!account || account.signedOut) return;
    const answer = await askMine(account);
    if (!answer.ok || answer.value === null) return;
    const kept = await read();
    const whose = ownerOf(account);
    const { readers, notices } = answer.value;
    const known = [...answersAmong(notices), ...readers].sort(
      (one, other) => Date.parse(other.at) - Date.parse(one.at),
    );
    const { news, told } = newsAmong(known, kept.whose === whose ? kept.told : null, new Date());
    if (JSON.stringify(told) !== JSON.stringify(kept.told) || kept.whose !== whose) {
      await browser.storage.local.set({ [KEY]: { on: kept.on, whose, told } });
    }
    const mayNotify = news.length > 0 && (await noticesOn());
    for (const one of news.toReversed()) {
      // What is kept of the record knows nothing of it, however young it is.
      if (one.record) await dropContext(account, one.record);
      const shown = one.record !== undefined && (await tellNews(one.record));
      if (!shown && mayNotify) await notify(one);
    }
  });
}

const ownerOf = ({ hub, member }: Account) => `${hub} ${member.id}`;

async function notify(news: Reader | Notice): Promise<void> {
  const { id, record, title, words } = news;
  const noticeId: z.infer<typeof NoticeId> = { leadside: "reading", id, ...(record ? { record } : {}) };
  const message = `${title}: ${words}`;
  await browser.notifications.create(JSON.stringify(noticeId), {
    type: "basic",
    iconUrl: new URL("icon/128.png", browser.runtime.getURL("/")).href,
    title: "kind" in news ? "Answer from marketing" : whoIn(news),
    message:
      "kind" in news && news.person ? `${message} (${whoIn({ ...news, person: news.person })})` : message,
  });
}

const whoIn = ({ person, company }: { person: string; company?: string | undefined }) =>
  company ? `${person}, ${company}` : person;

/**
 * Has a click on a notification open the record. Without the permission there is nothing to listen to, so call it when
 * the worker starts and when a permission was given.
 */
export function listenToNotices(): void {
  const notifications = browser.notifications as typeof browser.notifications | undefined;
  if (!notifications || notifications.onClicked.hasListener(openNotice)) return;
  notifications.onClicked.addListener(openNotice);
}

function openNotice(noticeId: string): void {
  void open(noticeId).catch(() => {});
}

async function open(noticeId: string): Promise<void> {
  const notice = NoticeId.safeParse(json(noticeId));
  if (!notice.success) return;
  await browser.notifications.clear(noticeId);
  const url = notice.data.record ? await addressAtHome(notice.data.record) : null;
  if (url !== null) await browser.tabs.create({ url });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
