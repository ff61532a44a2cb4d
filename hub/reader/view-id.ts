import { randomUUID } from "node:crypto";
import type { Hub } from "../hub.ts";
import { keyedHash, sameBytes } from "../signing.ts";

/** One showing of a link's page. */
export interface ViewId {
  viewId: string;
  shareId: string;
  versionId: string;
  fetchId: number;
  servedAt: Date;
  /** Only that it was opened is kept. */
  limited: boolean;
}

const PURPOSE = "view id";
const PAYLOAD = 63;
const MARK = 16;
/** An open page may tell of itself for a day. */
const GOOD_FOR_MS = 24 * 3_600_000;

const uuidBytes = (uuid: string) => Buffer.from(uuid.replaceAll("-", ""), "hex");
const uuidOf = (bytes: Buffer) =>
  bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** Signs that this hub showed a page, so that nobody else's word is taken for a reading. */
export async function signView(hub: Hub, view: Omit<ViewId, "viewId">): Promise<string> {
  const payload = Buffer.alloc(PAYLOAD);
  uuidBytes(randomUUID()).copy(payload, 0);
  uuidBytes(view.shareId).copy(payload, 16);
  uuidBytes(view.versionId).copy(payload, 32);
  payload.writeBigUInt64BE(BigInt(view.fetchId), 48);
  payload.writeUIntBE(view.servedAt.getTime(), 56, 6);
  payload.writeUInt8(view.limited ? 1 : 0, 62);
  return Buffer.concat([payload, await markOf(hub, payload)]).toString("base64url");
}

/** What was signed; undefined for what was not signed here, or more than a day ago. */
export async function readView(hub: Hub, text: string): Promise<ViewId | undefined> {
  if (!/^[\w-]{106}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64url");
  const payload = bytes.subarray(0, PAYLOAD);
  if (!sameBytes(await markOf(hub, payload), bytes.subarray(PAYLOAD))) return undefined;
  const servedAt = new Date(payload.readUIntBE(56, 6));
  if (hub.now().getTime() - servedAt.getTime() > GOOD_FOR_MS) return undefined;
  return {
    viewId: uuidOf(payload.subarray(0, 16)),
    shareId: uuidOf(payload.subarray(16, 32)),
    versionId: uuidOf(payload.subarray(32, 48)),
    fetchId: Number(payload.readBigUInt64BE(48)),
    servedAt,
    limited: payload.readUInt8(62) === 1,
  };
}

async function markOf(hub: Hub, payload: Buffer): Promise<Buffer> {
  return (await keyedHash(hub, PURPOSE, payload)).subarray(0, MARK);
}
