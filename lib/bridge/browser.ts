/** The one place that knows where the extension's interface comes from; everything else imports it from here. */
export { type Browser, browser } from "wxt/browser";
