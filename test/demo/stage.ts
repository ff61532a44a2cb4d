import { livePast, PAST_MS } from "../fixtures/sample/content/live-past.ts";
import { happeningNow, sampleEvents, withoutNews } from "../fixtures/sample/sample-events.ts";
import { sendSample } from "../fixtures/sample/send-sample.ts";
import { type Crm, startCrm } from "../standins/crm/start-crm.ts";
import { addSource, callHub, inviteLink, joinAs } from "../support/call-hub.ts";
import { ensureExtension } from "../support/extension-build.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import { ensurePages } from "../support/web-build.ts";
import type { CleanUp } from "./clean-up.ts";
import { hubClock } from "./clock.ts";
import type { Terminal } from "./terminal.ts";

/** Everything but the browser: a hub that knows the sample's people, and a CRM that has them. */
export interface Stage {
  hub: HubProcess;
  crm: Crm;
  extensionDir: string;
  /** Sam's, for his browser. Good once. */
  invitation: string;
  /** Signs Dana, who does marketing, in at the desk. Each is good once. */
  deskLink(): Promise<string>;
  /** Something that Sam sent, as who got it opens it. */
  sentLink: string;
  /** What Maya does while the rep looks elsewhere, sent as it happens. Answers with how many touchpoints it is. */
  sendNews(): Promise<number>;
}

/** Readers' addresses are told apart by what the demo says as a proxy. */
const PROXY = { LEADSIDE_TRUSTED_PROXIES: "127.0.0.1,::1" };

export async function setStage(terminal: Terminal, cleanUp: CleanUp): Promise<Stage> {
  const clock = hubClock(PAST_MS);
  cleanUp.later(() => clock.remove());
  // The builds and the hub's first start take seconds each, and do not need each other. Both are
  // waited for even if one fails, so that nothing starts after the cleaning up.
  const building = ensureExtension("chrome", terminal.line).then(async (folder) => {
    await ensurePages(terminal.line);
    return folder;
  });
  const starting = startHub({ env: { ...PROXY, ...clock.env } }).then((started) => {
    cleanUp.later(() => started.remove());
    terminal.line(`The hub answers at ${started.url}, with its data in ${started.dataDir}`);
    return started;
  });
  await Promise.allSettled([building, starting]);
  const [extensionDir, hub] = await Promise.all([building, starting]);

  const now = new Date();
  const { before: events, news } = withoutNews(sampleEvents(now));
  const writeKey = await addSource(hub, "Website and mail", "acme");
  const members = await joinMembers(hub);
  const onProgress = terminal.progress(
    "Living four months: 20,000 touchpoints of 300 people, 15 assets, 40 links",
  );
  await livePast({ now, clock, members, writeKey, events, onProgress });

  const crm = await startCrm();
  cleanUp.later(() => crm.close());
  const { items: shares } = await callHub(hub.url, members.sam, "shares", {});
  return {
    hub,
    crm,
    extensionDir,
    invitation: await inviteLink(hub, SAM),
    async deskLink() {
      const { link } = await callHub(hub.url, hub.adminToken, "signInLink", { email: DANA });
      return link ?? "";
    },
    sentLink: shares.find(({ title }) => title === "Six-week migration plan")?.link ?? "",
    async sendNews() {
      await sendSample(hub.url, writeKey, happeningNow(news));
      return news.length;
    },
  };
}

const SAM = "sam@acme.example";
const DANA = "dana@acme.example";

/** Two who do marketing, and three reps; two of these work in EMEA. */
async function joinMembers(hub: HubProcess) {
  const dana = await joinAs(hub, DANA, "Dana Reyes", "marketer");
  const leila = await joinAs(hub, "leila@acme.example", "Leila Haddad", "marketer");
  const sam = await joinAs(hub, SAM, "Sam Whitfield");
  const jonas = await joinAs(hub, "jonas@acme.example", "Jonas Weber");
  const aiko = await joinAs(hub, "aiko@acme.example", "Aiko Mori");
  const idOf = async (token: string) => (await callHub(hub.url, token, "me")).member.id;
  const emea = [await idOf(sam), await idOf(jonas)];
  return { url: hub.url, adminToken: hub.adminToken, dana, leila, sam, jonas, aiko, emea };
}
