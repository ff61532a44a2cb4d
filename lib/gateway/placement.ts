import { z } from "zod";
import { browser } from "../bridge/browser.ts";
import { Placement } from "../bridge/messages.ts";

const PREFIX = "placement ";
const DEFAULT = { width: 380, tab: 0.4 };

/** `open` is absent until the rep opened or closed the panel since connecting. */
const Kept = z.object({ ...Placement.shape, open: z.boolean().optional() });

/**
 * How the rep left the panel in this org. Open the first time after connecting.
 * @param connected whether there is an account
 */
export async function readPlacement(org: string, connected: boolean): Promise<Placement> {
  const key = PREFIX + org;
  const kept = Kept.safeParse((await browser.storage.local.get(key))[key]);
  const { open, ...size } = kept.success ? kept.data : { ...DEFAULT, open: undefined };
  return { ...size, open: open ?? connected };
}

/** Keeps how the rep left the panel in this org. */
export async function writePlacement(org: string, placement: Placement): Promise<void> {
  await browser.storage.local.set({ [PREFIX + org]: placement });
}

/** After connecting the panel opens once more everywhere: sizes stay, what was closed before does not count. */
export async function openEverywhereOnce(): Promise<void> {
  const all: Record<string, unknown> = await browser.storage.local.get(null);
  for (const [key, value] of Object.entries(all)) {
    const kept = Kept.safeParse(value);
    if (!key.startsWith(PREFIX) || !kept.success) continue;
    const { width, tab } = kept.data;
    await browser.storage.local.set({ [key]: { width, tab } });
  }
}
