import type { Hub } from "../hub.ts";
import { keyedHash, sameBytes } from "../signing.ts";

/** Whoever confirmed the address may read for so long: there are no cookies, so the page carries it along. */
const GOOD_FOR_MS = 60 * 60_000;
const MARK = 16;

/** A link that is limited to an address. */
export interface Limited {
  id: string;
  limited_to: string | null;
}

export async function signPass(hub: Hub, link: Limited): Promise<string> {
  const until = Math.floor((hub.now().getTime() + GOOD_FOR_MS) / 1000);
  return `${until.toString(36)}.${(await markOf(hub, link, until)).toString("base64url")}`;
}

/** Whether this lets its bearer read now. Limited to another address since, it does not. */
export async function isPass(hub: Hub, link: Limited, text: string): Promise<boolean> {
  const match = /^([0-9a-z]{6,8})\.([\w-]{22})$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return false;
  const until = Number.parseInt(match[1], 36);
  if (until * 1000 <= hub.now().getTime()) return false;
  return sameBytes(await markOf(hub, link, until), Buffer.from(match[2], "base64url"));
}

async function markOf(hub: Hub, link: Limited, until: number): Promise<Buffer> {
  const hash = await keyedHash(hub, "link pass", `${link.id} ${until} ${link.limited_to}`);
  return hash.subarray(0, MARK);
}
