import "../lib/bridge/jitless.ts";
import { defineBackground } from "wxt/utils/define-background";
import { browser } from "../lib/bridge/browser.ts";
import { serve } from "../lib/bridge/serve.ts";
import { admittedOrg, keepRegistered } from "../lib/gateway/crm-places.ts";
import { contentHandlers } from "../lib/gateway/handlers/content-handlers.ts";
import { crmHandlers } from "../lib/gateway/handlers/crm-handlers.ts";
import { deviceHandlers } from "../lib/gateway/handlers/device-handlers.ts";
import { feedbackHandlers } from "../lib/gateway/handlers/feedback-handlers.ts";
import { locatorHandlers } from "../lib/gateway/handlers/locator-handlers.ts";
import { newsHandlers } from "../lib/gateway/handlers/news-handlers.ts";
import { pageHandlers } from "../lib/gateway/handlers/page-handlers.ts";
import { command, panelHandlers } from "../lib/gateway/handlers/panel-handlers.ts";
import { forgetTab, panelOrigin } from "../lib/gateway/handshake.ts";
import { listenToNotices, lookForNews } from "../lib/gateway/notices.ts";
import { flushOutbox, releaseDrafts } from "../lib/gateway/outbox.ts";

const MINUTE = "minute";

/** Every listener is registered in the first turn: the event that woke the worker waits for no promise. */
function main(): void {
  serve(
    {
      ...locatorHandlers,
      ...panelHandlers,
      ...contentHandlers,
      ...pageHandlers,
      ...feedbackHandlers,
      ...newsHandlers,
      ...deviceHandlers,
      ...crmHandlers,
    },
    panelOrigin,
    admittedOrg,
  );

  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name !== MINUTE) return;
    void flushQuietly();
    void lookQuietly();
  });
  browser.runtime.onStartup.addListener(() => void releaseQuietly());
  browser.tabs.onRemoved.addListener((tabId) => {
    void forgetTab(tabId);
    void releaseQuietly(tabId);
  });
  browser.commands.onCommand.addListener((name, tab) => {
    if (name === "toggle-panel") void toggle(tab?.id);
  });

  // Browsers lose the registrations with an update of the extension, and people change permissions at any time.
  browser.runtime.onInstalled.addListener(() => void keepRegisteredQuietly());
  browser.permissions.onAdded.addListener(() => {
    listenToNotices();
    void keepRegisteredQuietly();
  });
  browser.permissions.onRemoved.addListener(() => void keepRegisteredQuietly());

  listenToNotices();

  void keepToOurselves();
  void keepMinute();
  void keepRegisteredQuietly();
}

/** Content scripts need nothing of what is kept; browsers that can keep it from them do. */
async function keepToOurselves(): Promise<void> {
  const area: { setAccessLevel?: (access: { accessLevel: "TRUSTED_CONTEXTS" }) => Promise<void> } =
    browser.storage.local;
  await area.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" }).catch(() => {});
}

/** Alarms may be lost with a browser update: look each time the worker starts. */
async function keepMinute(): Promise<void> {
  if (!(await browser.alarms.get(MINUTE))) await browser.alarms.create(MINUTE, { periodInMinutes: 1 });
}

async function flushQuietly(): Promise<void> {
  // A browser that keeps nothing has nothing to send; the rep hears of it at the next click.
  await flushOutbox().catch(() => {});
}

/** Nobody is writing any more: in this tab, which was closed, or anywhere, since the browser just started. */
async function releaseQuietly(tabId?: number): Promise<void> {
  await releaseDrafts(tabId).catch(() => {});
  await flushQuietly();
}

async function lookQuietly(): Promise<void> {
  // What cannot be asked now is asked with the next minute.
  await lookForNews().catch(() => {});
}

async function keepRegisteredQuietly(): Promise<void> {
  // What fails now is tried again when the worker starts next; the options page says where Leadside works.
  await keepRegistered().catch(() => {});
}

async function toggle(tabId: number | undefined): Promise<void> {
  const [active] = tabId === undefined ? await browser.tabs.query({ active: true, currentWindow: true }) : [];
  await command(tabId ?? active?.id ?? null, "toggle");
}

export default defineBackground({ type: "module", main });
