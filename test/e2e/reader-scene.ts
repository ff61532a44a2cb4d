import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import type { ReplyOf } from "../../lib/contract/endpoints.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { sendFile } from "../fixtures/sample/content/send-file.ts";
import { sampleRecordId } from "../fixtures/sample/salesforce-id.ts";
import { addSource, callHub, joinAs } from "../support/call-hub.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import { waitForValue } from "../support/wait-for.ts";
import { ensurePages } from "../support/web-build.ts";

/** What a person's browser calls itself; a headless one says that it is. */
export const PERSONS_BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

export interface ReaderScene {
  hub: HubProcess;
  /** Puts a file into the library and waits until it can be shown. Gives the asset's id. */
  add(title: string, name: string, bytes: Uint8Array): Promise<string>;
  addText(title: string, text: string): Promise<string>;
  /** The address that the team looks at an asset's newest version under. */
  preview(assetId: string): Promise<string>;
  /** A link for one more person: nobody else has opened it. */
  send(assetId: string): Promise<{ link: string; shareId: string }>;
  /** What the rep sees of a link, once `enough` says that it is all there. */
  views(shareId: string, enough: (views: Views) => boolean): Promise<Views>;
  revoke(shareId: string): Promise<void>;
  remove(): Promise<void>;
}
export type Views = ReplyOf<"shareViews">;

/**
 * Starts a hub with a marketer, a rep and links to people. Its own machine counts as a proxy, so that a browser is told
 * apart from the team's machines by the address that it says it has.
 */
export async function startReaderScene(): Promise<ReaderScene> {
  await ensurePages();
  const hub = await startHub({ env: { LEADSIDE_TRUSTED_PROXIES: "127.0.0.1" } });
  const { url, adminToken } = hub;
  const leila = await joinAs(hub, "leila@acme.example", "Leila Haddad", "marketer");
  const sam = await joinAs(hub, "sam@acme.example", "Sam Rivera");
  const writeKey = await addSource(hub, "Website");
  await callHub(url, adminToken, "changeReadingSettings", { companyName: "Acme" });
  let people = 0;

  const person = async (): Promise<RecordRef> => {
    people += 1;
    const id = sampleRecordId("00Q", people);
    const traits = { email: `reader${people}@initech.example`, name: `Reader ${people}`, salesforceId: id };
    const answer = await fetch(`${url}/v1/identify`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Basic ${btoa(`${writeKey}:`)}` },
      body: JSON.stringify({ messageId: randomUUID(), userId: `reader-${people}`, traits }),
    });
    if (!answer.ok) throw new Error(`The person was not taken: ${await answer.text()}`);
    const record = { crm: "salesforce", org: "acme", object: "Lead", id } as RecordRef;
    await callHub(url, sam, "context", { record });
    return record;
  };
  // A process of its own looks into the file: on a busy machine its start alone takes seconds.
  const ready = async (id: string) => {
    const look = async () => {
      const { asset } = await callHub(url, leila, "asset", { id });
      const [newest] = asset.versions;
      if (newest?.state === "failed") throw new Error(`The file cannot be shown: ${newest.problem}`);
      return newest?.state === "ready" ? true : undefined;
    };
    await waitForValue("the asset to be ready", look, 60_000);
    return id;
  };
  return {
    hub,
    async add(title, name, bytes) {
      const fileId = await sendFile(url, leila, { name, bytes });
      const { asset } = await callHub(url, leila, "addAsset", { title, from: { fileId } });
      return ready(asset.id);
    },
    async addText(title, text) {
      const { asset } = await callHub(url, leila, "addAsset", { title, from: { text } });
      return ready(asset.id);
    },
    async preview(id) {
      const { asset } = await callHub(url, leila, "asset", { id });
      const opened = await callHub(url, leila, "openVersion", {
        versionId: asset.version.id,
        what: "original",
      });
      return opened.url;
    },
    async send(assetId) {
      const { share } = await callHub(url, sam, "prepareShare", {
        record: await person(),
        assetId,
        tracked: true,
      });
      return { link: share.link ?? "", shareId: share.id };
    },
    views: (id, enough) =>
      waitForValue("the reading to arrive", async () => {
        const views = await callHub(url, sam, "shareViews", { id });
        return enough(views) ? views : undefined;
      }),
    async revoke(id) {
      await callHub(url, sam, "changeShare", { id, revoked: true });
    },
    remove: () => hub.remove(),
  };
}

/** The document is open: its pages are drawn as they come near. */
export async function opened(page: Page): Promise<void> {
  await page.locator("html[data-reader=opened]").waitFor({ state: "attached" });
}
