import { browser } from "../../bridge/browser.ts";
import { failed, ok } from "../../bridge/result.ts";
import type { Handlers } from "../../bridge/serve.ts";
import { clearContexts, countContexts, recentPeople } from "../context-cache.ts";
import { diagnostics } from "../diagnostics.ts";
import { addressAtHome } from "../home.ts";
import { usableAccount } from "../hub.ts";
import { clearRefusals, flushOutbox, waitingItems } from "../outbox.ts";
import { openEverywhereOnce } from "../placement.ts";
import { readPolicy } from "../policy.ts";
import { connect, connection, disconnect } from "../sign-in.ts";
import { readAccount } from "../vault.ts";
import type { CrmHandlers } from "./crm-handlers.ts";
import type { DeviceHandlers } from "./device-handlers.ts";
import type { NewsHandlers } from "./news-handlers.ts";

/** How long disconnecting waits for what is being sent, in milliseconds. */
const PATIENCE = 3_000;

type PageHandlers = Pick<
  Handlers,
  Exclude<
    Extract<keyof Handlers, `page.${string}`>,
    keyof DeviceHandlers | keyof CrmHandlers | keyof NewsHandlers
  >
>;

/** What the options page and the popup may ask. */
export const pageHandlers: PageHandlers = {
  async "page.connection"() {
    return ok(await connection());
  },

  async "page.policy"() {
    const { hub, noHub, emailHint, problems } = await readPolicy();
    const named = hub === null ? {} : { hub: new URL(hub).host, hubUrl: hub };
    return ok({ ...named, noHub, emailHint: emailHint ?? true, emailHintSet: emailHint !== null, problems });
  },

  async "page.connect"({ link, name }, { id }) {
    const connected = await connect(link, name, id);
    if (!connected.ok) return connected;
    await openEverywhereOnce();
    // What waited while this member was signed out. Not awaited: connecting does not hang on it.
    void flushOutbox();
    return connected;
  },

  async "page.disconnect"() {
    // What waits should leave under this member's name; what cannot leave now stays for when they connect again.
    const patience = new Promise((resume) => setTimeout(resume, PATIENCE));
    await Promise.race([flushOutbox(), patience]);
    return ok(await disconnect());
  },

  async "page.stored"() {
    const account = await readAccount();
    const waiting = await waitingItems();
    return ok({ token: account !== null, waiting: waiting.length, people: await countContexts() });
  },

  async "page.clear"() {
    await clearContexts();
    await clearRefusals();
    return ok({});
  },

  async "page.recent"() {
    const account = await usableAccount();
    return ok({ people: account.ok ? await recentPeople(account.value) : [] });
  },

  async "page.openRecord"({ record }) {
    const url = await addressAtHome(record);
    if (url === null) return failed("not_permitted", "A record of a CRM that is not known.");
    await browser.tabs.create({ url });
    return ok({});
  },

  async "page.diagnostics"() {
    return ok({ text: await diagnostics() });
  },
};
