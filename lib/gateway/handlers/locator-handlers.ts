import { failed, ok } from "../../bridge/result.ts";
import type { Handlers } from "../../bridge/serve.ts";
import { dropContext } from "../context-cache.ts";
import { issueNonce } from "../handshake.ts";
import { noteHome } from "../home.ts";
import { askHub, usableAccount } from "../hub.ts";
import { readPlacement, writePlacement } from "../placement.ts";
import { mayReadHint } from "../policy.ts";
import { connection } from "../sign-in.ts";

type LocatorHandlers = Pick<Handlers, "locator.at" | "locator.brief" | "locator.place" | "locator.nonce">;

const NO_ORG = failed("not_permitted", "This page belongs to no org.");

/** What the content script may ask. Its org is always that of the page's address. */
export const locatorHandlers: LocatorHandlers = {
  async "locator.at"({ target }, { org, origin }) {
    if (org === null || origin === null) return NO_ORG;
    if (target && target.record.org !== org) return failed("not_permitted", "A record of another org.");
    await noteHome(org, origin);
    const { state } = await connection();
    const placement = await readPlacement(org, state === "connected");
    return ok({ placement, readHint: await mayReadHint(), connected: state === "connected" });
  },

  async "locator.brief"({ record }, { org }) {
    if (record.org !== org) return failed("not_permitted", "A record of another org.");
    const account = await usableAccount();
    if (!account.ok) return account;
    // For a dot: not worth a second try.
    const answer = await askHub(account.value, "brief", { record }, { tries: 1 });
    // A dot over a kept copy without the news would open onto "nothing new".
    if (answer.ok && answer.value.unseen.count > 0) await dropContext(account.value, record);
    return answer;
  },

  async "locator.place"(placement, { org }) {
    if (org === null) return NO_ORG;
    await writePlacement(org, placement);
    return ok({});
  },

  async "locator.nonce"(_request, { org, origin, tabId }) {
    if (org === null || origin === null || tabId === null) return NO_ORG;
    return ok({ nonce: await issueNonce(tabId, { org, origin }) });
  },
};
