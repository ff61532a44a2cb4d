import { z } from "zod";
import { browser } from "./browser.ts";

const Signal = z.object({ leadside: z.literal("account") });

/** From the background to every page and panel: who is connected changed, so that nothing known before may stay. */
export async function tellAccountChanged(): Promise<void> {
  const signal: z.infer<typeof Signal> = { leadside: "account" };
  // Where nothing is open, nobody hears it.
  await browser.runtime.sendMessage(signal).catch(() => {});
}

/** Calls back when who is connected changed. Whoever lies about it makes us ask once more, no worse. */
export function onAccountChanged(hear: () => void): () => void {
  const listen = (message: unknown): undefined => {
    if (Signal.safeParse(message).success) hear();
  };
  browser.runtime.onMessage.addListener(listen);
  return () => browser.runtime.onMessage.removeListener(listen);
}
