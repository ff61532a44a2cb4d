import type { Frame, Page } from "puppeteer-core";
import type { Firefox } from "./firefox.ts";
import { waitForValue } from "./wait-for.ts";

/** What can be seen in a page or frame, as text. */
export function visibleText(where: Page | Frame): Promise<string> {
  return where.evaluate(() => document.body.innerText);
}

/** Connects the extension as a rep does, on its options page, in Firefox. */
export async function connectInFirefox(browser: Firefox, link: string, name: string): Promise<void> {
  const options = await browser.openOwn("options.html");
  // Puppeteer's locators wait for load events, which Firefox does not report of extension pages; handles do not.
  const named = (called: string, role: string) =>
    waitForValue(
      `the ${role} “${called}”`,
      async () => (await options.$(`::-p-aria([name='${called}'][role='${role}'])`)) ?? undefined,
    );
  await (await named("Invitation link", "textbox")).type(link);
  await (await named("Your name", "textbox")).type(name);
  await (await named("Connect", "button")).click();
  await waitForValue("the options to say who is connected", async () =>
    (await visibleText(options)).includes(`as ${name}`) ? true : undefined,
  );
}
