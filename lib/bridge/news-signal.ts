import { z } from "zod";
import { RecordRef } from "../contract/record.ts";
import { browser } from "./browser.ts";

const Signal = z.object({ leadside: z.literal("news"), record: RecordRef });

/**
 * From the background, or a panel, to every other panel: something came of this record: its person read, marketing
 * answered, or the rep said something in another tab.
 * @returns whether a panel that the rep can see shows this record
 */
export async function tellNews(record: RecordRef): Promise<boolean> {
  const signal: z.infer<typeof Signal> = { leadside: "news", record };
  // Where nothing is open, nobody hears it.
  const answer: unknown = await browser.runtime.sendMessage(signal).catch(() => undefined);
  return answer === true;
}

/**
 * Calls back when something came of a record. Whoever lies about it makes us ask once more, no worse.
 * @param hear whether this page shows that record now
 */
export function onNews(hear: (record: RecordRef) => boolean): () => void {
  const listen = (
    message: unknown,
    _sender: unknown,
    respond: (shown: boolean) => void,
  ): true | undefined => {
    const signal = Signal.safeParse(message);
    if (!signal.success || !hear(signal.data.record)) return undefined;
    respond(true);
    return true;
  };
  browser.runtime.onMessage.addListener(
    listen as Parameters<typeof browser.runtime.onMessage.addListener>[0],
  );
  return () =>
    browser.runtime.onMessage.removeListener(
      listen as Parameters<typeof browser.runtime.onMessage.addListener>[0],
    );
}
