import { randomUUID } from "node:crypto";
import { storeFile } from "../../hub/files/store-file.ts";
import { touchLibrary } from "../../hub/library/touch-library.ts";
import type { Role } from "../../lib/contract/member.ts";
import type { Beacon } from "../../lib/contract/reading.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { sampleRecordId } from "../fixtures/sample/salesforce-id.ts";
import type { TestHub } from "./hub.ts";
import { connect, type Sender } from "./send.ts";

/** What a person's browser says of itself. */
export const BROWSER = {
  "user-agent":
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  "accept-language": "en-GB,en;q=0.9",
};

export interface Linked {
  /** The path on the links' host. */
  path: string;
  token: string;
  shareId: string;
}

/** A team with content, people to send it to, and strangers who open what they were sent. */
export interface LinkScene {
  member(role?: Role, name?: string): Promise<{ id: string; token: string }>;
  /** Somebody with a record, whom these members looked up. */
  person(email: string, ...lookedUpBy: { token: string }[]): Promise<RecordRef>;
  /** A PDF of four pages, unless it is said otherwise. */
  asset(
    wanted?: Partial<{ title: string; kind: string; url: string; text: string; bytes: Uint8Array }>,
  ): Promise<string>;
  version(assetId: string, number: number, bytes?: Uint8Array): Promise<string>;
  link(member: { token: string }, record: RecordRef, assetId: string, tracked?: boolean): Promise<Linked>;
  /** Asks on the links' host. */
  open(path: string, init?: RequestInit, from?: string): Promise<Response>;
  /** Opens a link's page and gives what it tells with: the signed id. */
  view(path: string, init?: RequestInit, from?: string): Promise<string>;
  tell(
    link: Linked,
    beacon: Partial<Beacon> & { view: string },
    from?: string,
    headers?: Record<string, string>,
  ): Promise<Response>;
}

let records = 0;

export async function linkScene(hub: TestHub): Promise<LinkScene> {
  const { store, settings } = hub.hub;
  const source: Sender = await connect(hub);
  const open: LinkScene["open"] = async (path, init = {}, from = "203.0.113.9") =>
    hub.app.request(`${settings.linksUrl}${path}`, init, { incoming: { socket: { remoteAddress: from } } });
  const version: LinkScene["version"] = async (
    assetId,
    number,
    bytes = Buffer.from(`%PDF-1.7 ${assetId} ${number}`),
  ) => {
    const id = randomUUID();
    await store.transaction(async (sql) => {
      const fileId = await storeFile(sql, { bytes, type: "application/pdf", name: "guide.pdf" });
      const pictureId = await storeFile(sql, {
        bytes: Buffer.from(`picture ${id}`),
        type: "image/jpeg",
        name: "1.jpg",
      });
      await sql.query(
        `insert into asset_version (id, asset_id, number, file_id, picture_id, state, pages, what_changed, created_at)
         values ($1, $2, $3, $4, $5, 'ready', 4, 'New prices', $6)`,
        [id, assetId, number, fileId, pictureId, hub.hub.now()],
      );
      await touchLibrary(sql);
    });
    return id;
  };
  return {
    async member(role = "rep", name = "Sam Whitfield") {
      const email = `${randomUUID()}@acme.example`;
      return hub.join(email, role, name);
    },
    async person(email, ...lookedUpBy) {
      const id = sampleRecordId("00Q", records++);
      await source.send({
        type: "identify",
        traits: { email, name: "Maya Okafor", company: "Initech", salesforceId: id },
      });
      const record = { crm: "salesforce", org: "acme", object: "Lead", id };
      for (const { token } of lookedUpBy) await hub.call("context", { record }, { token });
      return record;
    },
    async asset({ title = "Migration guide", kind = "pdf", url, text, bytes } = {}) {
      const id = randomUUID();
      await store.query("insert into asset (id, kind, title) values ($1, $2, $3)", [id, kind, title]);
      if (url === undefined && text === undefined) await version(id, 1, bytes);
      else {
        await store.query(
          "insert into asset_version (id, asset_id, number, url, text, state) values ($1, $2, 1, $3, $4, 'ready')",
          [randomUUID(), id, url ?? null, text ?? null],
        );
        await touchLibrary(store);
      }
      return id;
    },
    version,
    async link({ token }, record, assetId, tracked = true) {
      const { share } = await hub.call("prepareShare", { record, assetId, tracked }, { token });
      const path = new URL(share.link ?? "").pathname;
      return { path, token: path.split("/")[2] ?? "", shareId: share.id };
    },
    open,
    async view(path, init = { headers: BROWSER }, from = undefined) {
      const page = await (await open(path, init, from)).text();
      const view = /"view":"([^"]+)"/.exec(page)?.[1];
      if (view === undefined) throw new Error(`The page has no id to tell with:\n${page.slice(0, 2_000)}`);
      return view;
    },
    tell: (link, beacon, from, headers = {}) =>
      open(
        `/l/${link.token}/views`,
        {
          method: "POST",
          headers: { "content-type": "text/plain;charset=UTF-8", ...BROWSER, ...headers },
          body: JSON.stringify({ ...QUIET, ...beacon }),
        },
        from,
      ),
  };
}

const QUIET = {
  parts: [],
  scrolled: 0,
  pointer: 0,
  keys: 0,
  touches: 0,
  driven: false,
  visibleMs: 0,
  downloaded: false,
};
