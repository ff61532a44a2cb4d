import { browser } from "../../bridge/browser.ts";
import type { LocatorCommand } from "../../bridge/messages.ts";
import { failed, ok, type Result } from "../../bridge/result.ts";
import type { Handlers } from "../../bridge/serve.ts";
import type { RecordRef } from "../../contract/record.ts";
import { addressOf } from "../../crm/hosts.ts";
import { readFresh, readKept } from "../context.ts";
import { dropContext } from "../context-cache.ts";
import { redeemNonce } from "../handshake.ts";
import { askForPanel, usableAccount } from "../hub.ts";
import { dismissRefusal, isSending, refusedItems, releaseDrafts, sendOnce, waitingItems } from "../outbox.ts";
import { outboxEntry } from "../outbox-entry.ts";
import { connection } from "../sign-in.ts";

type PanelHandlers = Pick<Handlers, Extract<keyof Handlers, `panel.${string}`>>;

const OTHER_ORG = failed("not_permitted", "A record of another org than this page's.");

/** What the panel may ask, once its frame is known to be ours, and only about records of its page's org. */
export const panelHandlers: PanelHandlers = {
  async "panel.redeem"({ nonce }, { tabId, documentId }) {
    if (tabId === null || documentId === null) return failed("not_permitted", "This frame has no tab.");
    const redeemed = await redeemNonce(nonce, tabId, documentId);
    // The panel that was in this tab before is gone, and whoever wrote in it too.
    if (redeemed.ok) await releaseDrafts(tabId).catch(() => {});
    return redeemed;
  },

  async "panel.connection"() {
    return ok(await connection());
  },

  async "panel.context"({ record, email, mode }, { org }) {
    if (record.org !== org) return OTHER_ORG;
    return mode === "kept" ? readKept(record, email) : readFresh(record, email);
  },

  async "panel.touchpoints"(request, { org }) {
    if (request.record.org !== org) return OTHER_ORG;
    const account = await usableAccount();
    return account.ok ? askForPanel(account.value, "touchpoints", request) : account;
  },

  async "panel.seen"({ record, newest }, from) {
    if (record.org !== from.org) return OTHER_ORG;
    const put = await outboxEntry("seen", { record, newest }, record, from.id);
    if (!put.ok) return put;
    const sent = await sendOnce(put.value);
    return sent.ok ? ok({}) : sent;
  },

  async "panel.confirm"({ record, personId }, from) {
    if (record.org !== from.org) return OTHER_ORG;
    const put = await outboxEntry("confirm", { record, personId }, record, from.id);
    if (!put.ok) return put;
    const sent = await sendOnce(put.value);
    await forgetShown(record);
    // The key becomes the confirmation's id, so that it can be taken back before it was sent.
    return sent.ok ? ok({ confirmation: { id: from.id }, ...sent.value }) : sent;
  },

  async "panel.undoConfirm"({ record, id }, from) {
    if (record.org !== from.org) return OTHER_ORG;
    const put = await outboxEntry("undo_confirm", { id }, record, from.id);
    if (!put.ok) return put;
    const sent = await sendOnce(put.value);
    await forgetShown(record);
    return sent.ok ? ok({ id: from.id, ...sent.value }) : sent;
  },

  async "panel.waiting"() {
    // Before what waits is read: what is found waiting while nothing is sent does wait for the connection.
    const sending = isSending();
    return ok({ items: await waitingItems(), refused: await refusedItems(), sending });
  },

  async "panel.dismiss"({ id }) {
    await dismissRefusal(id);
    return ok({});
  },

  async "panel.close"(_request, { tabId }) {
    return command(tabId, "close");
  },

  async "panel.reloadTab"(_request, { tabId }) {
    if (tabId === null) return failed("not_permitted", "This frame has no tab.");
    await browser.tabs.reload(tabId);
    return ok({});
  },

  async "panel.openRecord"({ record }, { org, origin, tabId }) {
    const url = addressOf(record, origin ?? undefined);
    if (record.org !== org || url === null || tabId === null) return OTHER_ORG;
    await browser.tabs.update(tabId, { url });
    return ok({});
  },

  async "panel.openOptions"() {
    await browser.runtime.openOptionsPage();
    return ok({});
  },
};

/** Tells the locator of a tab what to do. A tab without one, such as after an update, is left alone. */
export async function command(
  tabId: number | null,
  what: LocatorCommand["do"],
): Promise<Result<Record<string, never>>> {
  if (tabId === null) return failed("not_permitted", "This frame has no tab.");
  const message: LocatorCommand = { leadside: "locator", do: what };
  try {
    await browser.tabs.sendMessage(tabId, message, { frameId: 0 });
    return ok({});
  } catch {
    return failed("extension_updated", "Leadside was updated. Reload this tab.");
  }
}

/** What is kept of the record shows who it was before: ask anew. */
async function forgetShown(record: RecordRef): Promise<void> {
  const account = await usableAccount();
  if (account.ok) await dropContext(account.value, record);
}
