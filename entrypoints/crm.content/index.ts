import { defineContentScript } from "wxt/utils/define-content-script";
import { browser } from "../../lib/bridge/browser.ts";
import { startLocator } from "./locator.ts";

export default defineContentScript({
  matches: ["https://*.lightning.force.com/*", "https://*.my.salesforce.com/*"],
  runAt: "document_idle",
  noScriptStartedPostMessage: true,
  main(context) {
    if (window !== window.top) return;
    const locator = startLocator(context.signal);
    browser.runtime.onMessage.addListener((message: unknown) => {
      const what = commandIn(message);
      if (what) locator.obey(what);
      return undefined;
    });
  },
});

/** Written out by hand: zod would be most of this script. Only the background can send to a content script. */
function commandIn(message: unknown): "close" | "toggle" | null {
  if (typeof message !== "object" || message === null) return null;
  if (!("leadside" in message) || message.leadside !== "locator" || !("do" in message)) return null;
  return message.do === "close" || message.do === "toggle" ? message.do : null;
}
