import { browser } from "../bridge/browser.ts";
import { ComposerName } from "../bridge/content-messages.ts";

const KEY = "composer";

/** Where the rep writes mail, as they chose last, or null. */
export async function chosenComposer(): Promise<ComposerName | null> {
  const kept = ComposerName.safeParse((await browser.storage.local.get(KEY))[KEY]);
  return kept.success ? kept.data : null;
}

/** Remembers where the rep writes mail. */
export async function chooseComposer(composer: ComposerName): Promise<void> {
  await browser.storage.local.set({ [KEY]: composer });
}
