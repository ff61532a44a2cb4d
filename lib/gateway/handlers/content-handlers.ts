import type { z } from "zod";
import { browser } from "../../bridge/browser.ts";
import { failed, ok, type Result } from "../../bridge/result.ts";
import type { From, Handlers } from "../../bridge/serve.ts";
import type { ContextReply } from "../../contract/context.ts";
import type { EndpointName, ReplyOf, RequestOf } from "../../contract/endpoints.ts";
import type { RecordRef } from "../../contract/record.ts";
import type { NoteShareRequest, Share } from "../../contract/share.ts";
import { composerAddress } from "../../panel/composer.ts";
import { afterSending, withShare } from "../../panel/share-list.ts";
import { chooseComposer, chosenComposer } from "../composer.ts";
import { amendContext, dropContext } from "../context-cache.ts";
import { askForPanel, usableAccount } from "../hub.ts";
import type { CallOptions } from "../hub-client.ts";
import { sendOnce } from "../outbox.ts";
import { outboxEntry } from "../outbox-entry.ts";
import { withoutRecommended } from "../put-away.ts";

type ContentHandlers = Pick<Handlers, Extract<keyof Handlers, `content.${string}`>>;

const OTHER_ORG = failed("not_permitted", "A record of another org than this page's.");
/** The rep waits with a hand at the button: whether there is an answer shows in one try. */
const AT_ONCE: CallOptions = { tries: 1, timeout: 10_000 };

/** What the panel may ask about content, and only beside records of its page's org. */
export const contentHandlers: ContentHandlers = {
  async "content.prepare"(request, from) {
    const { record } = request;
    const prepared = await askBeside(record, from, "prepareShare", request, {
      ...AT_ONCE,
      idempotencyKey: from.id,
    });
    if (prepared.ok) await keepShare(record, prepared.value.share);
    return prepared;
  },

  async "content.note"({ record, shareId, title, did, composer }, from) {
    if (record.org !== from.org) return OTHER_ORG;
    const at = new Date().toISOString();
    const request: z.input<typeof NoteShareRequest> = { shareId, did, at, ...(composer ? { composer } : {}) };
    const what = did === "copied" ? `Link copied: ${title}` : `Opened in mail: ${title}`;
    const entry = await outboxEntry("note_share", request, record, from.id, what);
    if (!entry.ok) return entry;
    const sent = await sendOnce(entry.value);
    if (!sent.ok) return sent;
    await amend(record, ({ shares, ...context }) => ({
      ...context,
      ...(shares && {
        shares: shares.map((share) =>
          share.id === shareId
            ? afterSending(share, did === "copied" ? null : (composer ?? null), at)
            : share,
        ),
      }),
    }));
    return ok({ ...sent.value, at });
  },

  async "content.putAway"({ record, assetId, title }, from) {
    if (record.org !== from.org) return OTHER_ORG;
    const what = `Not for this lead: ${title}`;
    const entry = await outboxEntry("put_away", { record, assetId }, record, from.id, what);
    if (!entry.ok) return entry;
    const sent = await sendOnce(entry.value);
    if (!sent.ok) return sent;
    // While it waits, what waits hides it; taken back meanwhile, it is there again.
    if (sent.value.sent) await amend(record, (context) => withoutRecommended(context, [assetId]));
    return ok({ ...sent.value, id: from.id });
  },

  async "content.undoPutAway"({ record, id, title }, from) {
    if (record.org !== from.org) return OTHER_ORG;
    const what = `Taken back, not for this lead: ${title}`;
    const entry = await outboxEntry("undo_put_away", { id }, record, from.id, what);
    if (!entry.ok) return entry;
    const sent = await sendOnce(entry.value);
    if (!sent.ok) return sent;
    const account = await usableAccount();
    // What is kept may lack it: ask anew, where that can be asked.
    if (sent.value.sent && account.ok) await dropContext(account.value, record);
    return sent;
  },

  async "content.change"({ record, change }, from) {
    const changed = await askBeside(record, from, "changeShare", change, AT_ONCE);
    if (changed.ok) await keepShare(record, changed.value.share);
    return changed;
  },

  async "content.views"({ record, id }, from) {
    const views = await askBeside(record, from, "shareViews", { id }, AT_ONCE);
    if (views.ok) await keepShare(record, views.value.share);
    return views;
  },

  async "content.find"({ record, query, cursor }, from) {
    const request = { query, record, ...(cursor === undefined ? {} : { cursor }) };
    return askBeside(record, from, "searchContent", request, AT_ONCE);
  },

  async "content.look"({ record, versionId }, from) {
    const opened = await askBeside(record, from, "openVersion", { versionId, what: "original" }, AT_ONCE);
    if (!opened.ok) return opened;
    const { url } = opened.value;
    if (!/^https?:$/.test(new URL(url).protocol)) return failed("refused", "This cannot be looked at here.");
    await browser.tabs.create({ url });
    return ok({});
  },

  async "content.compose"({ record, composer, ...message }, { org, origin }) {
    if (record.org !== org) return OTHER_ORG;
    const url = composerAddress(composer, message, record, origin ?? undefined);
    if (url === null) return failed("refused", "There is no such place to write mail for this record.");
    await browser.tabs.create({ url });
    return ok({});
  },

  async "content.composer"({ choose }) {
    if (choose) await chooseComposer(choose);
    return ok({ composer: await chosenComposer() });
  },

  async "content.settings"() {
    const account = await usableAccount();
    return account.ok ? askForPanel(account.value, "readingSettings", undefined, AT_ONCE) : account;
  },
};

async function askBeside<Name extends EndpointName>(
  record: RecordRef,
  { org }: From,
  name: Name,
  request: RequestOf<Name>,
  options: CallOptions,
): Promise<Result<ReplyOf<Name>>> {
  if (record.org !== org) return OTHER_ORG;
  const account = await usableAccount();
  return account.ok ? askForPanel(account.value, name, request, options) : account;
}

/** What is kept of the record knows the share too, so that its link can be given again without the hub. */
function keepShare(record: RecordRef, share: Share): Promise<void> {
  return amend(record, (context) => ({ ...context, shares: withShare(context.shares ?? [], share) }));
}

async function amend(record: RecordRef, change: (context: ContextReply) => ContextReply): Promise<void> {
  const account = await usableAccount();
  if (account.ok) await amendContext(account.value, record, change);
}
