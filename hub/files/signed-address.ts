import type { Hub } from "../hub.ts";
import { keyedHash, sameBytes } from "../signing.ts";

/** What of a version is shown: the file itself, its small picture, or its first page or poster. */
export const PARTS = ["original", "thumbnail", "picture"] as const;
export type Part = (typeof PARTS)[number];

export interface Signed {
  versionId: string;
  what: Part;
  /** Until when it is good. */
  until: Date;
}

/** How long addresses that are handed out are good for. */
export const GOOD_FOR_MS = 10 * 60_000;
/** The end is rounded up to this, so that a list asked for again has the same addresses and the browser its pictures. */
const ROUND_MS = 5 * 60_000;

const PURPOSE = "file address";
const PAYLOAD = 21;
const MARK = 16;

/** When an address that is made now ends: in ten to fifteen minutes. */
export function goodUntil(now: Date): Date {
  return new Date(Math.ceil((now.getTime() + GOOD_FOR_MS) / ROUND_MS) * ROUND_MS);
}

/** The part of a path that lets whoever holds it look at one thing for some minutes. */
export async function signAddress(hub: Hub, { versionId, what, until }: Signed): Promise<string> {
  const payload = Buffer.alloc(PAYLOAD);
  Buffer.from(versionId.replaceAll("-", ""), "hex").copy(payload);
  payload.writeUInt8(PARTS.indexOf(what), 16);
  payload.writeUInt32BE(Math.floor(until.getTime() / 1000), 17);
  const mark = (await keyedHash(hub, PURPOSE, payload)).subarray(0, MARK);
  return Buffer.concat([payload, mark]).toString("base64url");
}

/** What a signed text allows; undefined for one that was not made here or has run out. */
export async function readSigned(hub: Hub, text: string): Promise<Signed | undefined> {
  if (!/^[\w-]{50}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64url");
  if (bytes.byteLength !== PAYLOAD + MARK || bytes.toString("base64url") !== text) return undefined;
  const payload = bytes.subarray(0, PAYLOAD);
  const mark = (await keyedHash(hub, PURPOSE, payload)).subarray(0, MARK);
  if (!sameBytes(mark, bytes.subarray(PAYLOAD))) return undefined;
  const what = PARTS[payload.readUInt8(16)];
  const until = new Date(payload.readUInt32BE(17) * 1000);
  if (what === undefined || until <= hub.now()) return undefined;
  const hex = payload.toString("hex", 0, 16);
  const versionId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { versionId, what, until };
}
