import { ok } from "../../bridge/result.ts";
import type { Handlers } from "../../bridge/serve.ts";
import { usableAccount } from "../hub.ts";
import { listenToNotices, noticesOn, turnNotices } from "../notices.ts";
import { askReaders, keptReaders } from "../readers.ts";

export type ReaderHandlers = Pick<Handlers, "page.mine" | "page.notices">;

/** What the alarm brought is this young, in milliseconds, as long as the hub can be reached. */
const YOUNG_MS = 90_000;

/** Who read what the rep sent, for the popup, and whether the browser says so. */
export const readerHandlers: ReaderHandlers = {
  async "page.mine"() {
    const account = await usableAccount();
    if (!account.ok) return account;
    const kept = await keptReaders(account.value);
    if (kept && Date.now() - Date.parse(kept.at) < YOUNG_MS)
      return ok({ readers: kept.reply?.readers ?? null });
    const asked = await askReaders(account.value);
    // Out of reach: what was known is still worth showing.
    return ok({ readers: asked.ok ? asked.value : (kept?.reply?.readers ?? null) });
  },

  async "page.notices"({ on }) {
    if (on !== undefined) await turnNotices(on);
    listenToNotices();
    return ok({ on: await noticesOn() });
  },
};
