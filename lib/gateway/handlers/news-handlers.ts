import { ok } from "../../bridge/result.ts";
import type { Handlers } from "../../bridge/serve.ts";
import type { MineReply } from "../../contract/share.ts";
import { askForPanel, usableAccount } from "../hub.ts";
import { askMine, keptMine } from "../mine.ts";
import { answersAmong } from "../news.ts";
import { listenToNotices, noticesOn, turnNotices } from "../notices.ts";

export type NewsHandlers = Pick<Handlers, "page.mine" | "page.notices" | "page.seeNotices">;

/** What the alarm brought is this young, in milliseconds, as long as the hub can be reached. */
const YOUNG_MS = 90_000;

/** Who read what the rep sent and what marketing answered, for the popup, and whether the browser says so. */
export const newsHandlers: NewsHandlers = {
  async "page.mine"() {
    const account = await usableAccount();
    if (!account.ok) return account;
    const kept = await keptMine(account.value);
    if (kept && Date.now() - Date.parse(kept.at) < YOUNG_MS) return ok(shown(kept.reply));
    const asked = await askMine(account.value);
    // Out of reach: what was known is still worth showing.
    return ok(shown(asked.ok ? asked.value : (kept?.reply ?? null)));
  },

  async "page.notices"({ on }) {
    if (on !== undefined) await turnNotices(on);
    listenToNotices();
    return ok({ on: await noticesOn() });
  },

  async "page.seeNotices"(request) {
    const account = await usableAccount();
    if (!account.ok) return account;
    const seen = await askForPanel(account.value, "seeNotices", request, { tries: 1 });
    return seen.ok ? ok({}) : seen;
  },
};

function shown(reply: MineReply | null) {
  return { readers: reply?.readers ?? null, answers: answersAmong(reply?.notices) };
}
