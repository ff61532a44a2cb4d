import { happeningNow, sampleEvents, withoutNews } from "../fixtures/sample/sample-events.ts";
import { sendSample } from "../fixtures/sample/send-sample.ts";
import { type Crm, startCrm } from "../standins/crm/start-crm.ts";
import { addSource, inviteLink } from "../support/call-hub.ts";
import { ensureExtension } from "../support/extension-build.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import type { CleanUp } from "./clean-up.ts";
import type { Terminal } from "./terminal.ts";

/** Everything but the browser: a hub that knows the sample's people, and a CRM that has them. */
export interface Stage {
  hub: HubProcess;
  crm: Crm;
  extensionDir: string;
  /** Good once. */
  invitation: string;
  /** What Maya does while the rep looks elsewhere, sent as it happens. Answers with how many touchpoints it is. */
  sendNews(): Promise<number>;
}

export async function setStage(terminal: Terminal, cleanUp: CleanUp): Promise<Stage> {
  // The build and the hub's first start take seconds each, and do not need each other. Both are
  // waited for even if one fails, so that nothing starts after the cleaning up.
  const building = ensureExtension("chrome", terminal.line);
  const starting = startHub().then((started) => {
    cleanUp.later(() => started.remove());
    terminal.line(`The hub answers at ${started.url}, with its data in ${started.dataDir}`);
    return started;
  });
  await Promise.allSettled([building, starting]);
  const [extensionDir, hub] = await Promise.all([building, starting]);

  const { before: events, news } = withoutNews(sampleEvents(new Date()));
  const writeKey = await addSource(hub, "Website and mail", "acme");
  const sent = terminal.progress("Sending 20,000 touchpoints of 300 people");
  await sendSample(hub.url, writeKey, events, (count) => sent(count / events.length));

  const crm = await startCrm();
  cleanUp.later(() => crm.close());
  return {
    hub,
    crm,
    extensionDir,
    invitation: await inviteLink(hub, "sam@acme.example"),
    async sendNews() {
      await sendSample(hub.url, writeKey, happeningNow(news));
      return news.length;
    },
  };
}
